package io.backup4j.sql.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/** A database of accounts whose balances always add up to the same; each transfer also books a row. */
final class Bank {
    static final int ACCOUNTS = 100;
    static final long TOTAL = 100_000;

    private Bank() {}

    /** The journal modes that differ in who waits for whom. */
    enum Journal {
        WAL,
        DELETE
    }

    /** Makes the bank and returns the connection of the application, which stays open. */
    static Connection open(Path file, Journal journal) throws SQLException {
        Connection connection = connect(file);
        run(connection, "pragma journal_mode=" + journal);
        fill(connection);
        return connection;
    }

    /** Connects to a database as any application does. */
    static Connection connect(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        ((SQLiteConnection) connection).setBusyTimeout(30_000);
        run(connection, "pragma synchronous=off");
        return connection;
    }

    /** Makes the tables, with accounts of equal balance. */
    static void fill(Connection connection) throws SQLException {
        run(connection, "create table account(id integer primary key, balance integer not null)");
        run(connection, "create table booking(id integer primary key, note text)");
        run(
                connection,
                "insert into account with recursive r(i) as (select 1 union all select i + 1 from r where i < "
                        + ACCOUNTS + ") select i, " + TOTAL / ACCOUNTS + " from r");
    }

    /** Moves money, in one transaction. */
    static void transfer(Connection connection, Random random) throws SQLException {
        int amount = random.nextInt(100);
        begin(connection);
        run(connection, "update account set balance = balance - " + amount + " where id = " + account(random));
        run(connection, "update account set balance = balance + " + amount + " where id = " + account(random));
        run(connection, "insert into booking(note) values('" + "x".repeat(random.nextInt(300)) + "')");
        run(connection, "commit");
    }

    /** SQLite lets nobody wait in a row: whoever comes at a bad moment each time is refused in the end, and comes again. */
    private static void begin(Connection connection) throws SQLException {
        for (boolean begun = false; !begun; ) {
            try {
                run(connection, "begin immediate");
                begun = true;
            } catch (SQLException e) {
                if (e.getErrorCode() != SQLiteErrorCode.SQLITE_BUSY.code) {
                    throw e;
                }
            }
        }
    }

    /** To be called between transfers without end: without a queue, whoever never pauses can keep all others out for minutes. */
    static void letOthersIn() {
        LockSupport.parkNanos(1_000_000);
    }

    private static int account(Random random) {
        return 1 + random.nextInt(ACCOUNTS);
    }

    /** Books so many rows of text that do not compress, in one transaction. */
    static void book(Connection connection, int rows) throws SQLException {
        run(
                connection,
                "insert into booking(note) with recursive r(i) as (select 1 union all select i + 1 from r where i < "
                        + rows + ") select hex(randomblob(100)) from r");
    }

    static long total(Connection connection) throws SQLException {
        return number(connection, "select sum(balance) from account");
    }

    static long bookings(Connection connection) throws SQLException {
        return number(connection, "select count(*) from booking");
    }

    static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(Sql.text(connection, sql));
    }

    static void run(Connection connection, String sql) throws SQLException {
        Sql.execute(connection, sql);
    }
}
