package io.backup4j.testkit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Knows which streams were opened and never closed, and who opened them. Safe for use by several threads. */
final class OpenStreams {
    private final Map<InputStream, Throwable> openers = new ConcurrentHashMap<>();

    InputStream track(String what, InputStream stream) {
        InputStream tracked = new Tracked(stream);
        openers.put(tracked, new Throwable("Opened here: " + what));
        return tracked;
    }

    void assertNothingOpen() {
        if (!openers.isEmpty()) {
            AssertionError leak = new AssertionError(openers.size() + " streams were opened and never closed");
            openers.values().forEach(leak::addSuppressed);
            throw leak;
        }
    }

    private final class Tracked extends FilterInputStream {
        /** A stream may give less than it was asked for: readers that do not ask again are found out. */
        private static final int MOST_AT_ONCE = 8_191;

        private boolean closed;

        private Tracked(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            requireOpen();
            return super.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            requireOpen();
            return super.read(target, offset, Math.min(length, MOST_AT_ONCE));
        }

        @Override
        public long skip(long count) throws IOException {
            requireOpen();
            return super.skip(Math.min(count, MOST_AT_ONCE));
        }

        @Override
        public void close() {
            closed = true;
            openers.remove(this);
        }

        private void requireOpen() throws IOException {
            if (closed) {
                throw new IOException("The stream has been closed");
            }
        }
    }
}
