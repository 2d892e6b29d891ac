package io.backup4j.core.internal.repair;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.PackBlocks;
import io.backup4j.core.store.ReadOnlyStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Gives packs the header that they must have had: it says nothing that is not known, and a pack must not be lost by it. Only for reading packs; stays open.
 */
final class SoundHeaders extends ForwardingStore {
    private final ChunkIndex index;

    /** @param index says whose keys seal a pack */
    SoundHeaders(BackupStore store, ChunkIndex index) {
        super(ReadOnlyStore.over(store));
        this.index = index;
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        if (offset > 0 || length < ObjectFrame.HEADER_LENGTH) {
            return store.read(name, offset, length);
        }
        byte[] header = ObjectFrame.header(ObjectKind.PACK, epoch(name));
        InputStream rest = store.read(name, header.length, length - header.length);
        return new SequenceInputStream(new ByteArrayInputStream(header), rest);
    }

    /** Where the index does not know the pack, what its header says of it. */
    private int epoch(String name) throws IOException {
        Optional<PackBlocks> known = ObjectNames.packId(name).flatMap(index::layout);
        if (known.isPresent()) {
            return known.get().epoch();
        }
        try (InputStream in = store.read(name, 0, ObjectFrame.HEADER_LENGTH)) {
            return ObjectFrame.epoch(Arrays.copyOf(in.readAllBytes(), ObjectFrame.HEADER_LENGTH));
        }
    }

    @Override
    public void close() {}
}
