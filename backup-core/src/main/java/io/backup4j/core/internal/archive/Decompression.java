package io.backup4j.core.internal.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.MemoryLimitException;
import org.jspecify.annotations.Nullable;

/** What a compressed archive unpacks to. The libraries have many words, and some have none, for its being damaged or cut off. */
final class Decompression extends InputStream {
    private final String format;
    private final Packed packed;
    private final InputStream unpacked;

    /** One library. */
    interface Codec {
        InputStream unpacking(InputStream packed) throws IOException;
    }

    Decompression(String format, InputStream packed, Codec codec) throws IOException {
        this.format = format;
        this.packed = new Packed(packed);
        try {
            unpacked = codec.unpacking(this.packed);
        } catch (IOException | RuntimeException e) {
            throw refused(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        try {
            return unpacked.read(buffer, offset, count);
        } catch (IOException | RuntimeException e) {
            throw refused(e);
        }
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    private IOException refused(Exception e) {
        if (packed.failure != null || e instanceof MemoryLimitException) {
            return e instanceof IOException io ? io : new IOException(e);
        }
        return new IOException(
                packed.ended
                        ? "it ends early: its " + format + " data is cut off or damaged; get or make the archive anew"
                        : "its " + format + " data is damaged: " + e.getMessage() + "; get or make the archive anew",
                e);
    }

    /** The file, which may fail by itself, and of which a library that wants more than there is has missed something. */
    private static final class Packed extends FilterInputStream {
        private boolean ended;
        private @Nullable IOException failure;

        Packed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            try {
                int read = in.read(buffer, offset, count);
                ended |= read < 0;
                return read;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
