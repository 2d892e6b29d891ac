package io.backup4j.core.internal.repair;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.function.Consumer;

/**
 * Gives packs the header that they must have had: it says nothing that is not known, and a pack must not be lost by it. Only for reading packs; stays open.
 */
final class SoundHeaders implements BackupStore {
    private final BackupStore store;

    SoundHeaders(BackupStore store) {
        this.store = store;
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        byte[] header = ObjectFrame.header(ObjectKind.PACK);
        if (offset > 0 || length < header.length) {
            return store.read(name, offset, length);
        }
        InputStream rest = store.read(name, header.length, length - header.length);
        return new SequenceInputStream(new ByteArrayInputStream(header), rest);
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        throw new UnsupportedOperationException("Only for reading");
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        store.list(prefix, visitor);
    }

    @Override
    public void delete(String name) throws IOException {
        throw new UnsupportedOperationException("Only for reading");
    }

    @Override
    public void close() {}
}
