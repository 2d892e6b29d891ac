package io.backup4j.core;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A store that answers reads below a prefix only when so many are waiting. Safe for use by several threads. */
final class MeetingStore extends ForwardingStore {
    private final String prefix;
    private final CyclicBarrier meeting;

    MeetingStore(BackupStore store, String prefix, int parties) {
        super(store);
        this.prefix = prefix;
        this.meeting = new CyclicBarrier(parties);
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        if (name.startsWith(prefix)) {
            meet();
        }
        return store.read(name, offset, length);
    }

    private void meet() throws IOException {
        try {
            meeting.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException("Nobody else reads at the same time", e);
        }
    }
}
