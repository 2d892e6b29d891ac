package io.backup4j.sql.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.sqlite.Collation;
import org.sqlite.Function;

/** What an application adds to SQL; other connections do not know it. */
final class OwnSql {
    private OwnSql() {}

    /** Makes a table with an index in an order of the application's own, without which SQLite cannot look into it. */
    static void order(Connection connection) throws SQLException {
        Collation.create(connection, "DE", new Collation() {
            @Override
            protected int xCompare(String one, String other) {
                return one.compareToIgnoreCase(other);
            }
        });
        Bank.run(connection, "create table name(name text collate DE)");
        Bank.run(connection, "create index byName on name(name)");
        Bank.run(connection, "insert into name values('a'), ('b')");
    }

    /** Makes a table with an index on a function of the application's own. */
    static void index(Connection connection) throws SQLException {
        Function.create(
                connection,
                "low",
                new Function() {
                    @Override
                    protected void xFunc() throws SQLException {
                        result(value_text(0).toLowerCase(Locale.ROOT));
                    }
                },
                1,
                Function.FLAG_DETERMINISTIC);
        Bank.run(connection, "create table word(word text)");
        Bank.run(connection, "create index byLow on word(low(word))");
        Bank.run(connection, "insert into word values('A'), ('b')");
    }
}
