/** PostgreSQL databases. */
module io.backup4j.sql.postgres {
    requires transitive io.backup4j.api;
    requires transitive java.sql;
    requires java.naming;
    requires org.postgresql.jdbc;
    requires static org.jspecify;

    exports io.backup4j.sql.postgres;
}
