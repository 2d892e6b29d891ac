package io.backup4j.core.internal.pack;

import io.backup4j.core.Compression;
import io.backup4j.core.internal.compress.BlockCodec;
import io.backup4j.core.internal.content.ChunkHasher;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.crypto.Ciphers;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.ObjectSeal;
import io.backup4j.core.internal.crypto.SealedHead;
import io.backup4j.core.internal.format.ObjectId;

/**
 * What one thread seals and opens packs with. Not safe for use by several threads; each makes its own and closes it.
 *
 * @param seals of the thread
 * @param codec of the thread; closed with the tools
 * @param hasher of the thread
 */
public record PackTools(PackSeals seals, BlockCodec codec, ChunkHasher hasher) implements AutoCloseable {
    /**
     * Makes tools that compress in this way.
     *
     * @param keys of the repository; shared, stay the caller's
     */
    public static PackTools of(KeyTree keys, Ciphers ciphers, Compression compression) {
        return new PackTools(new PackSeals(keys, ciphers), BlockCodec.of(compression), ChunkHasher.of(keys));
    }

    /** Releases what lies outside the heap. */
    @Override
    public void close() {
        codec.close();
    }

    /** Returns the seal of a pack; not to be used any more when those of many others have been asked for. */
    ObjectSeal seal(ObjectId pack, SealedHead head) {
        return seals.of(pack, head);
    }

    ChunkId id(byte[] bytes, int offset, int length) {
        return hasher.id(hasher.sha256(bytes, offset, length), 0);
    }
}
