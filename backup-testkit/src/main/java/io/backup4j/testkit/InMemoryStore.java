package io.backup4j.testkit;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.ObjectNames;
import io.backup4j.api.ObjectUnreadableException;
import io.backup4j.api.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A store in memory that is stricter than any real one: it demands that a body is as long as it says and the same when
 * read again, gives streams that return less than they are asked for, lists in a muddled order, and refuses to be used
 * when it is closed and to let one object's name be another one's directory.
 *
 * <p>Safe for use by several threads.
 */
public final class InMemoryStore implements BackupStore, RawObjects {
    private static final Comparator<StoredObject> MUDDLED = Comparator.comparingInt(
                    (StoredObject object) -> Integer.reverse(object.name().hashCode()))
            .thenComparing(StoredObject::name);

    private final MemoryObjects objects;
    private volatile boolean closed;

    /** Creates an empty store. */
    public InMemoryStore() {
        this(new MemoryObjects());
    }

    private InMemoryStore(MemoryObjects objects) {
        this.objects = objects;
    }

    /** Returns another store over the same objects, as another process would open it. */
    public InMemoryStore reopen() {
        return new InMemoryStore(objects);
    }

    /**
     * Checks that every stream that {@link #read} gave has been closed, whichever store over these objects gave it.
     *
     * @throws AssertionError when one is open; the stack of who opened it is in a suppressed exception
     */
    public void assertNothingOpen() {
        objects.streams.assertNothingOpen();
    }

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        requireOpen();
        ObjectNames.check(name);
        byte[] bytes = readTwice(name, body);
        if (!objects.create(name, bytes)) {
            throw new ObjectExistsException(location(), name);
        }
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        requireOpen();
        ObjectNames.check(name);
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("Negative range " + offset + "+" + length + " of " + name);
        }
        byte[] bytes = objects.get(name);
        if (bytes == null) {
            throw new ObjectMissingException(location(), name);
        }
        int from = (int) Math.min(offset, bytes.length);
        int count = (int) Math.min(length, bytes.length - from);
        MemoryObjects.Hole hole = objects.hole(name);
        int bad = Math.max(from, hole.offset());
        InputStream stream = bad < Math.min(from + count, hole.offset() + hole.length())
                ? new BrokenStream(new ByteArrayInputStream(bytes, from, bad - from), failure(name, bad, hole))
                : new ByteArrayInputStream(bytes, from, count);
        return objects.streams.track(name, stream);
    }

    private ObjectUnreadableException failure(String name, int at, MemoryObjects.Hole hole) {
        return new ObjectUnreadableException(
                location(), name, at, hole.offset() + hole.length() - at, new IOException("Input/output error"));
    }

    /**
     * Makes some bytes of an object unreadable, as those of a bad sector are, until the object is overwritten or removed.
     *
     * @param offset the first of them
     * @param length how many, at least 1, all inside the object
     */
    public void makeUnreadable(String name, int offset, int length) {
        if (offset < 0 || length < 1 || length > readAll(name).length - offset) {
            throw new IllegalArgumentException("Bytes " + offset + "+" + length + " are not inside " + name);
        }
        objects.makeHole(name, new MemoryObjects.Hole(offset, length));
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        requireOpen();
        ObjectNames.checkPrefix(prefix);
        objects.all().stream()
                .filter(object -> object.name().startsWith(prefix))
                .sorted(MUDDLED)
                .forEach(visitor);
    }

    @Override
    public void delete(String name) throws IOException {
        requireOpen();
        objects.remove(ObjectNames.check(name));
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public List<String> names() {
        return objects.all().stream().map(StoredObject::name).toList();
    }

    @Override
    public byte[] readAll(String name) {
        byte[] bytes = objects.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("No object " + name + " in " + location());
        }
        return bytes.clone();
    }

    @Override
    public void overwrite(String name, byte[] bytes) {
        objects.set(ObjectNames.check(name), bytes.clone());
    }

    @Override
    public void remove(String name) {
        if (!objects.remove(name)) {
            throw new IllegalArgumentException("No object " + name + " in " + location());
        }
    }

    /** Real stores try again: a body that is another one the second time would be stored in a mixture. */
    private static byte[] readTwice(String name, ObjectBody body) throws IOException {
        byte[] bytes = readOnce(body);
        if (bytes.length != body.length()) {
            throw new IOException(
                    "The body of " + name + " says it has " + body.length() + " bytes and gave " + bytes.length);
        }
        if (!Arrays.equals(bytes, readOnce(body))) {
            throw new IOException("The body of " + name + " gave other bytes when it was read again");
        }
        return bytes;
    }

    private static byte[] readOnce(ObjectBody body) throws IOException {
        try (InputStream in = body.open()) {
            return in.readAllBytes();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The store has been closed");
        }
    }
}
