package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Moves no more bytes a second than it is allowed to, over all threads together, so that others get their share of a line.
 * Closing closes the store inside. Safe for use by several threads.
 */
public final class BandwidthLimitedStore extends ForwardingStore {
    /** Means no limit. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private final Budget up;
    private final Budget down;

    BandwidthLimitedStore(BackupStore store, Budget up, Budget down) {
        super(store);
        this.up = up;
        this.down = down;
    }

    /**
     * Returns {@code store} behind a limit.
     *
     * @param upBytesPerSecond what may be stored, at least 1, {@link #UNLIMITED} for no limit
     * @param downBytesPerSecond what may be read, likewise
     */
    public static BandwidthLimitedStore over(BackupStore store, long upBytesPerSecond, long downBytesPerSecond) {
        return new BandwidthLimitedStore(
                store,
                new Budget(upBytesPerSecond, System::nanoTime, Pause.real()),
                new Budget(downBytesPerSecond, System::nanoTime, Pause.real()));
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        store.put(name, new ObjectBody() {
            @Override
            public long length() {
                return body.length();
            }

            @Override
            public InputStream open() throws IOException {
                return new Slowed(body.open(), up);
            }
        });
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        return new Slowed(store.read(name, offset, length), down);
    }

    /** Waits after each read for as long as its bytes take. */
    private static final class Slowed extends FilterInputStream {
        private final Budget budget;

        Slowed(InputStream in, Budget budget) {
            super(in);
            this.budget = budget;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, Math.min(length, budget.mostAtOnce()));
            budget.spend(Math.max(0, count));
            return count;
        }
    }
}
