package io.backup4j.sql.postgres.internal.export;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import org.postgresql.copy.CopyOut;

/** The rows of one table, as the server gives them. One thread at a time. */
final class CopyStream extends InputStream {
    private static final byte[] NOTHING = new byte[0];
    private static final String QUERY_CANCELED = "57014";

    private final TableRow table;
    private final Lease lease;
    private final CopyOut copy;
    private final TableState state;
    private byte[] row = NOTHING;
    private int at;
    private long rows;
    private boolean isEnded;
    private boolean isClosed;

    private CopyStream(TableRow table, Lease lease, CopyOut copy, TableState state) {
        this.table = table;
        this.lease = lease;
        this.copy = copy;
        this.state = state;
    }

    /** Begins to read. The lease goes back when the stream is closed or has failed, or when this fails. */
    static CopyStream open(TableRow table, Lease lease, TableState state) throws SQLException {
        boolean isOpen = false;
        try {
            CopyOut copy = lease.postgres().getCopyAPI().copyOut(table.copyCommand());
            isOpen = true;
            return new CopyStream(table, lease, copy, state);
        } finally {
            if (!isOpen) {
                lease.close();
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int filled = 0;
        while (filled < length && (at < row.length || nextRow())) {
            int count = Math.min(length - filled, row.length - at);
            System.arraycopy(row, at, buffer, offset + filled, count);
            at += count;
            filled += count;
        }
        return filled == 0 && length > 0 ? -1 : filled;
    }

    /** The server sends one message a row; that it ends with a line feed is checked, so nothing is counted twice. */
    private boolean nextRow() throws IOException {
        if (isEnded || isClosed) {
            return false;
        }
        try {
            byte[] next = copy.readFromCopy();
            if (next == null) {
                end();
                return false;
            }
            if (next.length == 0 || next[next.length - 1] != '\n') {
                throw new IOException("The server sent a part of a row of " + table.name());
            }
            row = next;
            at = 0;
            rows++;
            return true;
        } catch (SQLException e) {
            throw failed(Sql.failure("Reading the rows of " + table.name() + " failed", lease.explained(e)));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void end() throws IOException {
        isEnded = true;
        long counted = copy.getHandledRowCount();
        if (counted != rows) {
            throw new IOException(
                    "The server says that " + table.name() + " has " + counted + " rows, and it sent " + rows);
        }
        state.complete(rows);
    }

    private IOException failed(IOException e) {
        isEnded = true;
        state.fail(e);
        return e;
    }

    /** Gives the connection back. What has not been read is not wanted any more. */
    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        row = NOTHING;
        state.giveUp();
        try (lease) {
            giveUpRest();
        } catch (SQLException e) {
            if (!isEnded) {
                throw Sql.failure("Giving up the rows of " + table.name() + " failed", e);
            }
        }
    }

    /** Not {@code cancelCopy()}: it returns before the server's answer has come, which the next statement then finds. */
    private void giveUpRest() throws SQLException {
        if (!copy.isActive()) {
            return;
        }
        lease.postgres().cancelQuery();
        try {
            while (copy.readFromCopy() != null) {
                row = NOTHING;
            }
        } catch (SQLException e) {
            if (!QUERY_CANCELED.equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
