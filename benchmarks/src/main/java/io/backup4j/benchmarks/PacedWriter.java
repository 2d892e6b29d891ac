package io.backup4j.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Commits to a {@link TextDatabase} at a steady pace, on a thread and a connection of its own. */
final class PacedWriter implements AutoCloseable {
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicReference<SQLException> failure = new AtomicReference<>();
    private final Connection connection;
    private final PreparedStatement statement;
    private final ScheduledFuture<?> pace;

    private PacedWriter(Connection connection, int commitsASecond) throws SQLException {
        this.connection = connection;
        this.statement = connection.prepareStatement("update article set title = title || 'x' where id = ?");
        this.pace = executor.scheduleAtFixedRate(this::commit, 0, 1_000_000 / commitsASecond, TimeUnit.MICROSECONDS);
    }

    /** Starts to commit so often. */
    static PacedWriter start(Path database, int commitsASecond) throws SQLException {
        return new PacedWriter(
                DriverManager.getConnection("jdbc:sqlite:" + database + "?busy_timeout=60000"), commitsASecond);
    }

    private void commit() {
        try {
            statement.setLong(1, 1 + commits.getAndIncrement());
            statement.executeUpdate();
        } catch (SQLException e) {
            failure.compareAndSet(null, e);
        }
    }

    int commits() {
        return commits.get();
    }

    /** Stops, and fails when a commit has. */
    @Override
    public void close() throws SQLException {
        pace.cancel(false);
        executor.shutdown();
        try {
            executor.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
        SQLException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }
}
