package io.backup4j.testkit;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Writes down every call on its way to another store, so that a test can count calls where it would otherwise measure
 * time. Calls that fail are written down too. Safe for use by several threads.
 */
public final class RecordingStore implements BackupStore {
    private final BackupStore store;
    private final List<Entry> entries = Collections.synchronizedList(new ArrayList<>());

    private RecordingStore(BackupStore store) {
        this.store = store;
    }

    /** Returns a store that hands everything on to {@code store}. */
    public static RecordingStore over(BackupStore store) {
        return new RecordingStore(store);
    }

    /**
     * One call.
     *
     * @param verb what was asked
     * @param name the object, for a listing the prefix
     * @param bytes length of the body of a put, bytes read so far of a read, otherwise 0
     */
    public record Call(StoreVerb verb, String name, long bytes) {}

    /** Returns all calls, in the order in which they began. */
    public List<Call> calls() {
        return List.copyOf(entries).stream().map(Entry::toCall).toList();
    }

    /** Returns the calls of one kind for names that begin with {@code prefix}, which may be empty. */
    public List<Call> calls(StoreVerb verb, String prefix) {
        return calls().stream()
                .filter(call -> call.verb() == verb && call.name().startsWith(prefix))
                .toList();
    }

    /** Returns the names that were put, in the order in which the calls began. */
    public List<String> puts() {
        return calls(StoreVerb.PUT, "").stream().map(Call::name).toList();
    }

    /** Returns the names that were deleted, in the order in which the calls began. */
    public List<String> deletes() {
        return calls(StoreVerb.DELETE, "").stream().map(Call::name).toList();
    }

    /** Returns the sum of {@link Call#bytes} of the calls of one kind for names that begin with {@code prefix}. */
    public long bytes(StoreVerb verb, String prefix) {
        return calls(verb, prefix).stream().mapToLong(Call::bytes).sum();
    }

    /** Forgets all calls up to now. */
    public void clear() {
        entries.clear();
    }

    /**
     * Checks how often something was asked.
     *
     * @throws AssertionError when it was more or less often; the message lists the calls
     */
    public void assertCalls(StoreVerb verb, String prefix, int expected) {
        assertCallsBetween(verb, prefix, expected, expected);
    }

    /**
     * Checks that something was not asked more often than {@code most} times.
     *
     * @throws AssertionError when it was; the message lists the calls
     */
    public void assertCallsAtMost(StoreVerb verb, String prefix, int most) {
        assertCallsBetween(verb, prefix, 0, most);
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        entries.add(new Entry(StoreVerb.PUT, name, new AtomicLong(body.length())));
        store.put(name, body);
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        Entry entry = new Entry(StoreVerb.READ, name, new AtomicLong());
        entries.add(entry);
        return new Counted(store.read(name, offset, length), entry.bytes);
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        entries.add(new Entry(StoreVerb.LIST, prefix, new AtomicLong()));
        store.list(prefix, visitor);
    }

    @Override
    public void delete(String name) throws IOException {
        entries.add(new Entry(StoreVerb.DELETE, name, new AtomicLong()));
        store.delete(name);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private void assertCallsBetween(StoreVerb verb, String prefix, int least, int most) {
        List<Call> found = calls(verb, prefix);
        if (found.size() < least || found.size() > most) {
            String expected = least == most ? "" + most : "at most " + most;
            throw new AssertionError("Expected " + expected + " calls " + verb + " '" + prefix + "*', found "
                    + found.size() + ": " + found);
        }
    }

    private record Entry(StoreVerb verb, String name, AtomicLong bytes) {
        Call toCall() {
            return new Call(verb, name, bytes.get());
        }
    }

    private static final class Counted extends FilterInputStream {
        private final AtomicLong bytes;

        Counted(InputStream stream, AtomicLong bytes) {
            super(stream);
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            bytes.addAndGet(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            bytes.addAndGet(Math.max(0, count));
            return count;
        }
    }
}
