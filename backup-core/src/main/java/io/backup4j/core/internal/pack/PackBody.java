package io.backup4j.core.internal.pack;

import io.backup4j.api.ObjectBody;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;

/** The bytes of a pack in memory: slabs, of which the first {@code head} bytes count, and behind them the tail. */
final class PackBody implements ObjectBody {
    private final byte[][] slabs;
    private final int head;
    private final byte[] tail;
    private final BooleanSupplier stopped;

    PackBody(byte[][] slabs, int head, byte[] tail, BooleanSupplier stopped) {
        this.slabs = slabs;
        this.head = head;
        this.tail = tail;
        this.stopped = stopped;
    }

    @Override
    public long length() {
        return (long) head + tail.length;
    }

    @Override
    public InputStream open() throws IOException {
        requireRunning();
        return new Stream();
    }

    byte[][] slabs() {
        return slabs;
    }

    /** Writes the check into the last bytes of the tail. */
    void fillCheck() {
        MessageDigest digest = Sha256.newDigest();
        for (int offset = 0; offset < head; offset += slabs[0].length) {
            digest.update(slabs[offset / slabs[0].length], 0, Math.min(slabs[0].length, head - offset));
        }
        int checkOffset = tail.length - ObjectFrame.CHECK_LENGTH;
        digest.update(tail, 0, checkOffset);
        System.arraycopy(digest.digest(), 0, tail, checkOffset, ObjectFrame.CHECK_LENGTH);
    }

    private void requireRunning() throws IOException {
        if (stopped.getAsBoolean()) {
            throw new InterruptedIOException("The run was stopped, so this pack is not stored any more");
        }
    }

    /** Reads slab by slab; ends with an error once the run is stopped, which ends the upload. */
    private final class Stream extends InputStream {
        private int position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            requireRunning();
            if (length == 0) {
                return 0;
            }
            if (position == length()) {
                return -1;
            }
            return position < head ? readSlab(target, offset, length) : readTail(target, offset, length);
        }

        @Override
        public int available() {
            return (int) (length() - position);
        }

        private int readSlab(byte[] target, int offset, int length) {
            byte[] slab = slabs[position / slabs[0].length];
            int at = position % slab.length;
            int end = Math.min(slab.length, at + head - position);
            return copied(slab, at, target, offset, Math.min(length, end - at));
        }

        private int readTail(byte[] target, int offset, int length) {
            int at = position - head;
            return copied(tail, at, target, offset, Math.min(length, tail.length - at));
        }

        private int copied(byte[] source, int at, byte[] target, int offset, int count) {
            System.arraycopy(source, at, target, offset, count);
            position += count;
            return count;
        }
    }
}
