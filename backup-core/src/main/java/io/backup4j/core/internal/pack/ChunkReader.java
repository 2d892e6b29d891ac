package io.backup4j.core.internal.pack;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.index.BlockLocation;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.ChunkLocation;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads chunks for one worker; a chunk is handed out only when its bytes match its id. Not safe for use by several threads.
 */
public final class ChunkReader {
    private final PackObjects packs;
    private final ChunkIndex index;
    private final BlockCache cache;
    private final BlocksAhead ahead;
    private final BlockOpener opener;
    private byte[] sealed = new byte[0];

    ChunkReader(PackObjects packs, ChunkIndex index, BlockCache cache, BlocksAhead ahead, PackTools tools) {
        this.packs = packs;
        this.index = index;
        this.cache = cache;
        this.ahead = ahead;
        this.opener = new BlockOpener(tools);
    }

    /**
     * Hands a chunk to a consumer, from the block where it lies. Whoever reads many does it in the order of {@link
     * ChunkLocation#block}, so that every block is read once.
     *
     * @throws CorruptDataException when the chunk is lost or damaged; says which pack, block and chunk
     * @throws io.backup4j.api.UnsupportedFormatException when its pack is of an older or newer format than can be read
     * @throws io.backup4j.api.StoreException when the store fails
     * @throws io.backup4j.api.CancelledException when the thread is interrupted while it waits for another one
     * @throws IOException what {@code consumer} throws
     */
    public void read(ChunkId id, ChunkConsumer consumer) throws IOException {
        ChunkLocation place = index.find(id)
                .orElseThrow(
                        () -> new CorruptDataException("Chunk " + id + " is lost: no pack that is there holds it"));
        CachedBlock block = cache.acquire(index.block(place.block()), this::open);
        ahead.used(block.location());
        try {
            block.requireChunk(id, place.offset(), place.length(), opener);
            consumer.accept(block.plain(), place.offset(), place.length());
        } finally {
            cache.release(block);
        }
    }

    /** Returns a copy of a chunk; throws what {@link #read} throws. */
    public byte[] bytes(ChunkId id) {
        byte[][] copy = new byte[1][];
        try {
            read(id, (buffer, offset, length) -> copy[0] = Arrays.copyOfRange(buffer, offset, offset + length));
        } catch (IOException e) {
            throw new AssertionError("Copying does no input or output", e);
        }
        return copy[0];
    }

    private void open(CachedBlock block) {
        BlockLocation location = block.location();
        byte[] found = ahead.find(location);
        byte[] bytes = found == null ? read(location) : found;
        opener.open(location, packs.head(location.pack()), bytes, block.plain());
    }

    private byte[] read(BlockLocation location) {
        sealed = BlockOpener.atLeast(location.sealedLength(), sealed);
        packs.read(location, sealed);
        return sealed;
    }
}
