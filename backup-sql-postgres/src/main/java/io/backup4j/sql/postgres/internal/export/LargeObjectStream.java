package io.backup4j.sql.postgres.internal.export;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;

/** The content of one large object. One thread at a time. */
final class LargeObjectStream extends InputStream {
    /** Bytes that are asked for at once. */
    private static final int PIECE = 256 << 10;

    private final long oid;
    private final Lease lease;
    private final LargeObject object;
    private final TableState state;
    private boolean isClosed;

    private LargeObjectStream(long oid, Lease lease, LargeObject object, TableState state) {
        this.oid = oid;
        this.lease = lease;
        this.object = object;
        this.state = state;
    }

    static LargeObjectStream open(Leases leases, long oid, RowCounts counts) throws IOException {
        TableState state = counts.ofLargeObject();
        try {
            return open(leases.any(), oid, state);
        } catch (SQLException e) {
            throw failure(oid, state, leases.explained(e));
        }
    }

    private static LargeObjectStream open(Lease lease, long oid, TableState state) throws SQLException {
        boolean isOpen = false;
        try {
            LargeObject object = lease.postgres().getLargeObjectAPI().open(oid, LargeObjectManager.READ);
            isOpen = true;
            return new LargeObjectStream(oid, lease, object, state);
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
        if (isClosed) {
            throw new IOException("The large object " + oid + " is closed");
        }
        try {
            int count = object.read(buffer, offset, Math.min(length, PIECE));
            return count == 0 && length > 0 ? -1 : count;
        } catch (SQLException e) {
            throw failure(oid, state, lease.explained(e));
        }
    }

    private static IOException failure(long oid, TableState state, SQLException e) {
        IOException failure = Sql.failure("Reading the large object " + oid + " failed", e);
        state.fail(failure);
        return failure;
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        state.giveUp();
        // What is opened in a transaction is closed with it, here with the savepoint.
        try {
            lease.close();
        } catch (SQLException e) {
            throw Sql.failure("Giving up the large object " + oid + " failed", e);
        }
    }
}
