package io.backup4j.testkit;

import io.backup4j.api.ObjectBody;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** A body that does something when it has been read up to a point, and counts its streams. */
final class ProbeBody implements ObjectBody {
    private final byte[] bytes;
    private final int point;
    private final Action action;
    private final long length;
    private final AtomicInteger opened;
    private final AtomicInteger closed;

    ProbeBody(byte[] bytes, int point, Action action) {
        this(bytes, point, action, bytes.length);
    }

    private ProbeBody(byte[] bytes, int point, Action action, long length) {
        this.bytes = bytes;
        this.point = point;
        this.action = action;
        this.length = length;
        this.opened = new AtomicInteger();
        this.closed = new AtomicInteger();
    }

    /** Returns a body that says it has another length than it has. */
    ProbeBody claiming(long claimed) {
        return new ProbeBody(bytes, point, action, claimed);
    }

    int openedStreams() {
        return opened.get();
    }

    int openStreams() {
        return opened.get() - closed.get();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open() {
        opened.incrementAndGet();
        return new Probe();
    }

    private final class Probe extends FilterInputStream {
        private int position;
        private boolean open = true;

        Probe() {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            int count = super.read(target, offset, position < point ? Math.min(wanted, point - position) : wanted);
            if (position < point && position + count >= point) {
                act();
            }
            position += Math.max(0, count);
            return count;
        }

        @Override
        public void close() {
            if (open) {
                closed.incrementAndGet();
            }
            open = false;
        }

        private void act() throws IOException {
            try {
                action.run();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
