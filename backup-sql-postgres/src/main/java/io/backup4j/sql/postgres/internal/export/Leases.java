package io.backup4j.sql.postgres.internal.export;

import io.backup4j.api.SourceContext;
import io.backup4j.sql.postgres.internal.jdbc.SessionSettings;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections that share one snapshot. The coordinator's is one of them; others are opened when they are needed, up to a
 * limit. They hold locks and keep old rows alive, so they are let go as soon as everything has been read, and ended when the run is
 * cancelled or takes too long, whatever its readers are waiting for. Safe for use by several threads.
 */
final class Leases implements Closeable {
    /** How often somebody who waits looks whether the run was cancelled, in milliseconds. */
    private static final long LOOK = 100;

    private static final String INVALID_SNAPSHOT = "22023";

    private final DataSource source;
    private final ExportOptions options;
    private final Coordinator coordinator;
    private final SourceContext context;
    private final RowCounts counts;
    private final TimeLimit limit;
    private final Deque<Lease> idle = new ArrayDeque<>();
    private final Set<Connection> workers = new HashSet<>();
    private boolean isCoordinatorIdle = true;
    private int opening;
    private boolean isClosed;

    /** @param counts knows when everything has been read */
    Leases(DataSource source, ExportOptions options, Coordinator coordinator, SourceContext context, RowCounts counts) {
        this.source = source;
        this.options = options;
        this.coordinator = coordinator;
        this.context = context;
        this.counts = counts;
        this.limit = TimeLimit.of(options.timeLimit(), this::end);
        context.onCancel(this::end);
    }

    /** Returns a connection as soon as one is free; a worker's if there may be one. */
    Lease any() throws IOException, SQLException {
        Lease lease = idleOrNone();
        return lease == null ? openWorker() : lease;
    }

    /** Returns the coordinator's connection as soon as it is free. */
    synchronized Lease coordinator() throws IOException {
        while (!isCoordinatorIdle) {
            await();
        }
        return takeCoordinator();
    }

    /** Returns null when a worker is to be opened, for which a place is then taken. */
    private synchronized @Nullable Lease idleOrNone() throws IOException {
        while (true) {
            requireOpen();
            Lease lease = idle.poll();
            if (lease != null) {
                return lease;
            }
            if (workers.size() + opening + 1 < options.connections()) {
                opening++;
                return null;
            }
            if (isCoordinatorIdle) {
                return takeCoordinator();
            }
            await();
        }
    }

    private Lease takeCoordinator() {
        isCoordinatorIdle = false;
        return new Lease(this, coordinator.connection(), true);
    }

    private Lease openWorker() throws IOException, SQLException {
        Connection connection = null;
        boolean isGood = false;
        try {
            connection = source.getConnection();
            SessionSettings.beginReading(connection, options.lockTimeout());
            takeOver(connection);
            Lease.mark(connection);
            isGood = true;
            return new Lease(this, connection, false);
        } finally {
            opened(isGood ? connection : null);
            if (!isGood && connection != null) {
                connection.close();
            }
        }
    }

    private void takeOver(Connection connection) throws SQLException {
        try {
            Sql.run(connection, "SET TRANSACTION SNAPSHOT " + Sql.literal(coordinator.snapshot()));
        } catch (SQLException e) {
            throw INVALID_SNAPSHOT.equals(e.getSQLState())
                    ? new SQLException(
                            "The connection that held the moment of this backup has ended", Sql.CONNECTION_FAILURE, e)
                    : e;
        }
    }

    private synchronized void opened(@Nullable Connection connection) throws IOException {
        opening--;
        if (connection != null) {
            workers.add(connection);
        }
        notifyAll();
        requireOpen();
    }

    /** Takes a connection back; one that is no longer good is closed. After the last reading all are. */
    void takeBack(Lease lease, boolean isGood) throws SQLException {
        if (!isKept(lease, isGood)) {
            lease.connection().close();
        }
        releaseWhenRead();
    }

    private synchronized boolean isKept(Lease lease, boolean isGood) {
        notifyAll();
        if (lease.isCoordinator()) {
            isCoordinatorIdle = true;
            return true;
        }
        if (isGood && !isClosed) {
            return idle.add(new Lease(this, lease.connection(), false));
        }
        workers.remove(lease.connection());
        return false;
    }

    /** Lets everything go when nothing is left to be read: what has been read may take long to be stored. */
    void releaseWhenRead() throws SQLException {
        if (counts.isEverythingRead() && isNothingLent()) {
            release();
        }
    }

    private synchronized boolean isNothingLent() {
        return isCoordinatorIdle && opening == 0 && idle.size() == workers.size();
    }

    /** Ends all sessions. Who is reading finds out, who is not has no lock any more. */
    private void end() {
        all().forEach(Sql::end);
    }

    /** Returns why a statement has failed, which the server does not know when we have ended the session. */
    SQLException explained(SQLException e) {
        return limit.isOver()
                ? new SQLException(
                        "The backup has held its locks for " + limit
                                + ", which is the limit that was set; allow more, or look why the repository's store takes so long",
                        e)
                : e;
    }

    /** None after the release: others may use them by then. */
    private synchronized List<Connection> all() {
        notifyAll();
        if (isClosed) {
            return List.of();
        }
        List<Connection> all = new ArrayList<>(workers);
        all.add(coordinator.connection());
        return all;
    }

    private void await() throws IOException {
        try {
            TimeUnit.MILLISECONDS.timedWait(this, LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for a connection");
        }
        requireOpen();
    }

    private void requireOpen() throws IOException {
        if (isClosed || context.isCancelled()) {
            throw new IOException("The backup was cancelled or its source closed");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            release();
        } catch (SQLException e) {
            throw Sql.failure("Could not release a connection", e);
        }
    }

    private void release() throws SQLException {
        List<Connection> open;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            open = new ArrayList<>(workers);
            open.add(coordinator.connection());
            workers.clear();
        }
        limit.close();
        release(open);
    }

    /** All of them, whatever happens with one. */
    private static void release(List<Connection> connections) throws SQLException {
        SQLException failure = null;
        for (Connection connection : connections) {
            try {
                release(connection);
            } catch (SQLException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Ends the transaction and gives the connection back to whom it came from, in the mode that JDBC begins with. */
    private static void release(Connection connection) throws SQLException {
        try (connection) {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
