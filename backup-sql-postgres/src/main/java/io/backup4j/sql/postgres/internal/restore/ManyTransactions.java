package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.Connector;
import io.backup4j.sql.postgres.internal.jdbc.SessionSettings;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Several connections to a database that nobody else uses and that is dropped when anything fails: each piece of work is a
 * transaction of its own. They are opened when they are needed.
 */
final class ManyTransactions implements Crew {
    private final Connector server;
    private final String database;
    private final int size;
    private final Semaphore places;
    private final Set<Connection> open = new HashSet<>();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean isStopped;

    /**
     * Prepares connections.
     *
     * @param size how many there may be at once, at least 1
     */
    ManyTransactions(Connector server, String database, int size) {
        this.server = server;
        this.database = database;
        this.size = size;
        this.places = new Semaphore(size);
    }

    @Override
    public void work(Work work) throws IOException, SQLException {
        places.acquireUninterruptibly();
        try {
            Connection connection = take();
            try {
                SessionSettings.beginBuilding(connection);
                work.with(connection);
                connection.commit();
                giveBack(connection);
            } catch (IOException | SQLException | RuntimeException e) {
                discard(connection, e);
                throw e;
            }
        } finally {
            places.release();
        }
    }

    private Connection take() throws IOException, SQLException {
        Connection connection = takeIdle();
        if (connection != null) {
            return connection;
        }
        Connection opened = server.connect(database);
        if (!keep(opened)) {
            opened.close();
            requireGoing();
        }
        // One waits for its next piece of work while others build, perhaps longer than a role may.
        Sql.run(opened, "SET idle_session_timeout = 0");
        return opened;
    }

    private synchronized boolean keep(Connection opened) {
        return !isStopped && open.add(opened);
    }

    private synchronized @Nullable Connection takeIdle() throws IOException {
        requireGoing();
        return idle.poll();
    }

    @Override
    public synchronized void requireGoing() throws IOException {
        if (isStopped) {
            throw new IOException("The restore has been given up");
        }
    }

    private synchronized void giveBack(Connection connection) {
        idle.push(connection);
    }

    private void discard(Connection connection, Exception because) {
        synchronized (this) {
            open.remove(connection);
        }
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public void workTogether(List<Piece> pieces) throws IOException, SQLException {
        new PieceWork(this, pieces).by(Math.min(size, pieces.size()));
    }

    @Override
    public void stop() {
        List<Connection> running;
        synchronized (this) {
            isStopped = true;
            running = new ArrayList<>(open);
        }
        running.forEach(Sql::cancel);
    }

    @Override
    public void close() throws IOException {
        List<Connection> left;
        synchronized (this) {
            isStopped = true;
            left = new ArrayList<>(open);
            open.clear();
            idle.clear();
        }
        IOException failure = null;
        for (Connection connection : left) {
            try {
                connection.close();
            } catch (SQLException e) {
                failure = Sql.failure("A connection could not be closed", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
