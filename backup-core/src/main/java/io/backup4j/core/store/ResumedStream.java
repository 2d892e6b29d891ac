package io.backup4j.core.store;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is opened again where it broke. Objects never change, so what comes then is what would have come. One thread at a
 * time.
 */
final class ResumedStream extends InputStream {
    private final Opener opener;
    private final Patience patience;
    private @Nullable InputStream in;
    private long position;
    private int failures;
    private boolean closed;

    /** A way to open the object again. */
    @FunctionalInterface
    interface Opener {
        InputStream openAt(long position) throws IOException;
    }

    /** Opens at once, so that a missing object is told at once. */
    ResumedStream(Opener opener, long offset, Patience patience) throws IOException {
        this.opener = opener;
        this.patience = patience;
        this.position = offset;
        patience.attempt(() -> in = opener.openAt(offset));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("The stream has been closed");
        }
        while (true) {
            try {
                return readOnce(target, offset, length);
            } catch (IOException e) {
                drop();
                patience.rest(++failures, e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (in != null) {
            in.close();
            in = null;
        }
    }

    private int readOnce(byte[] target, int offset, int length) throws IOException {
        if (in == null) {
            in = opener.openAt(position);
        }
        int count = in.read(target, offset, length);
        position += Math.max(0, count);
        // Progress: what fails later is another misfortune.
        failures = count > 0 ? 0 : failures;
        return count;
    }

    /** What a broken stream says on being closed adds nothing. */
    private void drop() {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException alreadyBroken) {
            return;
        } finally {
            in = null;
        }
    }
}
