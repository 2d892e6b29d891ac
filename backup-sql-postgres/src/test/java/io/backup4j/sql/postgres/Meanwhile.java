package io.backup4j.sql.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Another session, on a thread of its own. */
final class Meanwhile {
    private final CompletableFuture<Void> done;

    private Meanwhile(CompletableFuture<Void> done) {
        this.done = done;
    }

    /** Work of another session. */
    @FunctionalInterface
    interface Work {
        void with(Statement statement) throws Exception;
    }

    static Meanwhile run(TestServer server, String database, Work work) {
        Runnable session = () -> {
            try (Connection connection = server.connect(database);
                    Statement statement = connection.createStatement()) {
                work.with(statement);
            } catch (Exception e) {
                throw new IllegalStateException("The other session failed", e);
            }
        };
        return new Meanwhile(CompletableFuture.runAsync(session, Meanwhile::start));
    }

    /** Not by the common pool, which has a single thread on two processors: sessions wait for each other. */
    private static void start(Runnable session) {
        Thread thread = new Thread(session, "other-session");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until some session of the database waits for a lock. */
    static void awaitLockWait(TestServer server, String database) throws SQLException {
        awaitRow(
                server,
                "select 1 from pg_stat_activity where datname = '" + database + "' and wait_event_type = 'Lock'");
    }

    /** Waits until no session uses a database, or one made of it: the server notices late that one has gone. */
    static void awaitNobody(TestServer server, String database) throws SQLException {
        awaitRow(
                server,
                "select 1 where not exists (select from pg_stat_activity where datname = '" + database
                        + "' or datname like '" + database + "\\_%')");
    }

    /** Waits until a query has a row. */
    static void awaitRow(TestServer server, String query) throws SQLException {
        for (int i = 0; i < 600; i++) {
            if (!server.query("postgres", query).isEmpty()) {
                return;
            }
            server.query("postgres", "select pg_sleep(0.05)");
        }
        throw new IllegalStateException("In 30 seconds there was no row: " + query);
    }

    /** Waits for its end, and fails as it failed. */
    void await() throws Exception {
        done.get(60, TimeUnit.SECONDS);
    }
}
