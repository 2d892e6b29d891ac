/** SQLite databases as sources and targets. */
module io.backup4j.sql.sqlite {
    requires transitive io.backup4j.api;
    requires transitive java.sql;
    requires org.xerial.sqlitejdbc;
    requires static org.jspecify;

    exports io.backup4j.sql.sqlite;
}
