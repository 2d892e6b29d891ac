package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectMissingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object from the first location that can give it, and goes on at the next where one breaks off. Objects never change, so
 * the bytes are the same everywhere. One thread at a time.
 */
final class FallbackStream extends InputStream {
    private final List<BackupStore> stores;
    private final String name;
    private final long offset;
    private final long length;
    private InputStream in;
    private int next;
    private long given;

    private FallbackStream(List<BackupStore> stores, String name, long offset, long length, int next, InputStream in) {
        this.stores = stores;
        this.name = name;
        this.offset = offset;
        this.length = length;
        this.next = next;
        this.in = in;
    }

    /** Knows whether an object that the primary has not is one that was deleted. */
    @FunctionalInterface
    interface Graveyard {
        boolean holds(String name) throws IOException;
    }

    static InputStream open(List<BackupStore> stores, String name, long offset, long length, Graveyard deleted)
            throws IOException {
        IOException failure = null;
        for (int i = 0; i < stores.size(); i++) {
            try {
                InputStream in = stores.get(i).read(name, offset, length);
                if (failure instanceof ObjectMissingException && isDeleted(name, in, deleted)) {
                    throw failure;
                }
                return new FallbackStream(stores, name, offset, length, i + 1, in);
            } catch (IOException e) {
                failure = joined(failure, e);
            }
        }
        throw orNothing(failure, name);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        while (true) {
            try {
                int read = in.read(target, from, count);
                given += Math.max(0, read);
                return read;
            } catch (IOException e) {
                closeAfter(e);
                in = goOn(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** What a broken stream says on being closed must not keep the next store from being asked. */
    private void closeAfter(IOException failure) {
        try {
            in.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private InputStream goOn(IOException failure) throws IOException {
        while (next < stores.size()) {
            try {
                long left = length == BackupStore.TO_END ? BackupStore.TO_END : length - given;
                return stores.get(next++).read(name, offset + given, left);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static boolean isDeleted(String name, InputStream in, Graveyard deleted) throws IOException {
        boolean isDeleted = true;
        try {
            isDeleted = deleted.holds(name);
        } finally {
            if (isDeleted) {
                in.close();
            }
        }
        return isDeleted;
    }

    /** The first failure counts, which is the primary's; the others are told along with it. */
    static IOException joined(@Nullable IOException first, IOException further) {
        if (first == null) {
            return further;
        }
        if (first != further) {
            first.addSuppressed(further);
        }
        return first;
    }

    static IOException orNothing(@Nullable IOException failure, String what) {
        return failure == null ? new IOException("There is no store to ask for " + what) : failure;
    }
}
