package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Counts what is asked of a store and what it moves, for metrics and for the bill. Closing closes the store inside. Safe for use
 * by several threads.
 */
public final class MeteredStore extends ForwardingStore {
    private final LongAdder puts = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder lists = new LongAdder();
    private final LongAdder deletes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder bytesPut = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();

    private MeteredStore(BackupStore store) {
        super(store);
    }

    /** Returns a store that counts and hands on to {@code store}. */
    public static MeteredStore over(BackupStore store) {
        return new MeteredStore(store);
    }

    /**
     * Counts since the store was made; each grows only.
     *
     * @param puts objects that were to be stored
     * @param reads ranges that were asked for
     * @param lists listings
     * @param deletes objects that were to be removed
     * @param failures calls, and reads of streams, that threw
     * @param bytesPut bytes of the objects that were stored
     * @param bytesRead bytes that were given to readers
     */
    public record Figures(
            long puts, long reads, long lists, long deletes, long failures, long bytesPut, long bytesRead) {}

    /** Returns the counts so far. */
    public Figures figures() {
        return new Figures(
                puts.sum(), reads.sum(), lists.sum(), deletes.sum(), failures.sum(), bytesPut.sum(), bytesRead.sum());
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        puts.increment();
        counted(() -> store.put(name, body));
        bytesPut.add(body.length());
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        reads.increment();
        InputStream[] opened = new InputStream[1];
        counted(() -> opened[0] = store.read(name, offset, length));
        return new WatchedStream(opened[0], bytesRead::add, e -> failures.increment());
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        lists.increment();
        counted(() -> store.list(prefix, visitor));
    }

    @Override
    public void delete(String name) throws IOException {
        deletes.increment();
        counted(() -> store.delete(name));
    }

    private void counted(StoreCall call) throws IOException {
        try {
            call.run();
        } catch (IOException | RuntimeException e) {
            failures.increment();
            throw e;
        }
    }
}
