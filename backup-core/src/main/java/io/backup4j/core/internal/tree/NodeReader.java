package io.backup4j.core.internal.tree;

import io.backup4j.core.internal.content.ChunkId;
import java.util.Iterator;

/** Where the chunks of nodes come from. */
@FunctionalInterface
public interface NodeReader {
    /**
     * Returns the bytes of a chunk, checked against its id; they are not changed any more.
     *
     * @throws io.backup4j.api.CorruptDataException when they are lost or damaged
     * @throws io.backup4j.api.StoreException when the store fails
     */
    byte[] read(ChunkId id);

    /** Is told which nodes a walk comes to next, in their order; it may pass over some of them. Only ever a help, and so without errors. */
    default void expect(Iterator<ChunkId> next) {}
}
