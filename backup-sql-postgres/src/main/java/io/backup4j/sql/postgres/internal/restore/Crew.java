package io.backup4j.sql.postgres.internal.restore;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The connections that work on one restore. Safe for use by several threads. */
interface Crew extends Closeable {
    /** Something that needs a connection, which is in a transaction. */
    @FunctionalInterface
    interface Work {
        /** Does it. */
        void with(Connection connection) throws IOException, SQLException;
    }

    /** Does a piece of work. What was done before is seen. */
    void work(Work work) throws IOException, SQLException;

    /** Does pieces of work, several at once where that is possible; each sees those before it that share a table with it. */
    void workTogether(List<Piece> pieces) throws IOException, SQLException;

    /** Ends the statements that are running, and lets none begin any more. From any thread. */
    void stop();

    /**
     * Does nothing unless this was stopped. Work of several statements asks before each: none is running between two. From any thread.
     *
     * @throws IOException when it was
     */
    void requireGoing() throws IOException;

    /** Gives the connections back; what was not committed is not kept. */
    @Override
    void close() throws IOException;
}
