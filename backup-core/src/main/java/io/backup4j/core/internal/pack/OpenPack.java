package io.backup4j.core.internal.pack;

import io.backup4j.core.internal.crypto.SealedHead;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.BlockLocation;
import io.backup4j.core.internal.index.ChunkList;
import io.backup4j.core.internal.index.PackDirectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pack that is being filled. {@link PackWriters} guards it; only {@link #write} runs outside its lock, because places that
 * have been reserved do not overlap and their slabs are there.
 */
final class OpenPack {
    /** Keeps the directory below 2.5 MB. */
    private static final int MOST_CHUNKS = 65_536;

    private final ObjectId id;
    private final SealedHead head;
    private final PackSizes sizes;
    private final byte[][] slabs;
    private final List<PackDirectory.@Nullable Block> blocks = new ArrayList<>();
    private int taken;
    private int size = BlockLocation.FIRST_OFFSET;
    private int chunks;
    private int unfinished;
    private boolean closed;
    private boolean padded;

    /**
     * A place for one block.
     *
     * @param pack where
     * @param ordinal number of the block
     * @param offset its first byte in the pack
     */
    record Place(OpenPack pack, int ordinal, int offset) {}

    /** Begins a pack; needs a slab. */
    OpenPack(ObjectId id, SealedHead head, PackSizes sizes, SlabPool pool) {
        this.id = id;
        this.head = head;
        this.sizes = sizes;
        this.slabs = new byte[sizes.slabsFor(sizes.pack())][];
        takeSlabs(0, pool);
        write(0, head.toByteArray(ObjectKind.PACK), SealedHead.LENGTH);
    }

    ObjectId id() {
        return id;
    }

    SealedHead head() {
        return head;
    }

    String name() {
        return ObjectNames.pack(id);
    }

    String describe() {
        return ObjectKind.PACK.describe(name());
    }

    /** Returns the bytes of head and blocks so far. */
    int size() {
        return size;
    }

    boolean hasRoomFor(int sealedLength, int moreChunks) {
        return sealedLength <= sizes.pack() - size && (blocks.isEmpty() || moreChunks <= MOST_CHUNKS - chunks);
    }

    /** Returns how many slabs a block needs that have not been taken yet. */
    int slabsNeeded(int sealedLength) {
        return slabOf(size + sealedLength - 1) + 1 - taken;
    }

    Place reserve(int sealedLength, int moreChunks, SlabPool pool) {
        takeSlabs(slabOf(size + sealedLength - 1), pool);
        Place place = new Place(this, blocks.size(), size);
        blocks.add(null);
        size += sealedLength;
        chunks += moreChunks;
        unfinished++;
        return place;
    }

    /** Copies the bytes of a place that was reserved. */
    void write(int offset, byte[] bytes, int length) {
        int done = 0;
        while (done < length) {
            int at = (offset + done) % sizes.slab();
            int count = Math.min(length - done, sizes.slab() - at);
            System.arraycopy(bytes, done, slabs[slabOf(offset + done)], at, count);
            done += count;
        }
    }

    void complete(Place place, int sealedLength, ChunkList contents) {
        BlockLocation location =
                new BlockLocation(id, place.ordinal(), place.offset(), sealedLength, contents.plainLength());
        blocks.set(place.ordinal(), new PackDirectory.Block(location, contents));
        unfinished--;
    }

    /** Takes no more blocks; {@code withPadding} hides how many there are. */
    void close(boolean withPadding) {
        closed = true;
        padded = withPadding;
    }

    boolean isPadded() {
        return padded;
    }

    /** Returns whether nothing can come any more. */
    boolean isReady() {
        return closed && unfinished == 0;
    }

    boolean isUnfinished() {
        return unfinished > 0;
    }

    /** Returns the blocks of a pack that is ready. */
    List<PackDirectory.Block> blocks() {
        return blocks.stream().map(Objects::requireNonNull).toList();
    }

    /** Returns the slabs, the last of which may be full in part. */
    byte[][] slabs() {
        return Arrays.copyOf(slabs, taken);
    }

    private void takeSlabs(int last, SlabPool pool) {
        while (taken <= last) {
            slabs[taken++] = pool.take();
        }
    }

    private int slabOf(int offset) {
        return offset / sizes.slab();
    }
}
