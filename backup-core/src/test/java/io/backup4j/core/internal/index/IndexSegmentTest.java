package io.backup4j.core.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IndexSegmentTest {
    private static final String WHAT = "Index segment index/00";
    private static final ObjectId PACK = new ObjectId(1, 2);

    private final Random random = new Random(1);

    @Property(tries = 100)
    void givesBackWhatWasAdded(
            @ForAll long seed,
            @ForAll @IntRange(max = 5) int packs,
            @ForAll @IntRange(min = 1, max = 60) int chunksEach) {
        Random seeded = new Random(seed);
        List<PackDirectory> added = IntStream.range(0, packs)
                .mapToObj(number -> Directories.of(seeded, chunksEach))
                .toList();

        IndexSegment segment = IndexSegment.read(WHAT, build(added));

        assertThat(segment.packs())
                .isEqualTo(added.stream().map(PackDirectory::layout).toList());
        assertThat(segment.chunks()).isEqualTo(packs * chunksEach);
        added.forEach(pack -> assertHolds(segment, pack));
    }

    @Test
    void chunksAreSortedAsUnsignedBytes() {
        ChunkId low = new ChunkId(1, 0, 0, 0);
        ChunkId high = new ChunkId(-1, 0, 0, 0);
        ChunkId highest = new ChunkId(-1, 0, 0, -1);

        IndexSegment segment =
                IndexSegment.read(WHAT, build(List.of(Directories.of(random, List.of(highest, low, high)))));

        assertThat(IntStream.range(0, 3).mapToObj(segment::id)).containsExactly(low, high, highest);
    }

    @Test
    void aPackThatHasAChunkTwiceIsListedWithOnePlace() {
        ChunkId twice = Directories.chunk(random);

        IndexSegment segment = IndexSegment.read(WHAT, build(List.of(Directories.of(random, List.of(twice, twice)))));

        assertThat(segment.chunks()).isOne();
        assertThat(segment.offset(0)).isZero();
    }

    @Property(tries = 200)
    void eachPackStandsInOneSegmentWithAllItsChunks(@ForAll long seed) {
        Random seeded = new Random(seed);
        List<ChunkId> ids = IntStream.range(0, 1 + seeded.nextInt(60))
                .mapToObj(number -> Directories.chunk(seeded))
                .toList();
        List<PackDirectory> packs = IntStream.range(0, 1 + seeded.nextInt(12))
                .mapToObj(number -> Directories.of(seeded, some(ids, seeded)))
                .toList();
        SegmentBuilder builder = new SegmentBuilder();
        packs.forEach(builder::add);

        List<IndexSegment> segments = builder.build().stream()
                .map(plain -> IndexSegment.read(WHAT, plain))
                .toList();

        for (PackDirectory pack : packs) {
            List<IndexSegment> listing = segments.stream()
                    .filter(segment -> segment.packs().contains(pack.layout()))
                    .toList();
            assertThat(listing).hasSize(1);
            assertHolds(listing.get(0), pack);
        }
        assertThat(segments).allSatisfy(segment -> assertThat(segment.packs()).isNotEmpty());
    }

    private static List<ChunkId> some(List<ChunkId> ids, Random random) {
        List<ChunkId> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 1 + random.nextInt(Math.min(ids.size(), 10)));
    }

    @Test
    void segmentsBecomeOneWithoutThePacksLeftOut() {
        PackDirectory kept = Directories.of(random, 20);
        PackDirectory leftOut = Directories.of(random, 20);
        PackDirectory other = Directories.of(random, 20);
        SegmentBuilder merged = new SegmentBuilder();
        merged.add(IndexSegment.read(WHAT, build(List.of(leftOut, kept))), pack -> !pack.equals(leftOut.pack()));
        merged.add(IndexSegment.read(WHAT, build(List.of(kept, other))), pack -> true);

        IndexSegment segment = IndexSegment.read(WHAT, merged.build().get(0));

        assertThat(segment.packs()).containsExactly(kept.layout(), other.layout());
        assertThat(segment.chunks()).isEqualTo(40);
        assertHolds(segment, kept);
        assertHolds(segment, other);
    }

    @Test
    void largeRunsGetSeveralSegments() {
        List<PackDirectory> packs = IntStream.range(0, 5)
                .mapToObj(number -> Directories.of(random, SegmentBuilder.MOST_CHUNKS * 2 / 5))
                .toList();
        List<IndexSegment> segments = new ArrayList<>();

        SegmentBuilder.write(packs, bytes -> segments.add(IndexSegment.read(WHAT, bytes)));

        assertThat(segments).extracting(segment -> segment.packs().size()).containsExactly(2, 2, 1);
        assertThat(segments).allMatch(segment -> segment.chunks() <= SegmentBuilder.MOST_CHUNKS);
    }

    @Test
    void noPacksNeedNoSegment() {
        SegmentBuilder.write(List.of(), bytes -> assertThat(bytes).isNull());
    }

    @Test
    void everyTruncationIsFoundAndNamed() {
        byte[] bytes = build(List.of(Directories.of(random, 5), Directories.of(random, 5)));

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> IndexSegment.read(WHAT, cut))
                    .as("Cut to %s of %s bytes", length, bytes.length)
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining(WHAT);
        }
    }

    @Test
    void epochsOfPacksAreKept() {
        PackDirectory first = Directories.of(random, 5);
        PackDirectory made = Directories.of(random, 3);
        PackDirectory later = new PackDirectory(made.pack(), 300, made.size(), made.blocks());
        byte[] plain = build(List.of(first, later));
        IndexSegment read = IndexSegment.read(WHAT, plain);
        assertThat(read.packs()).extracting(PackBlocks::epoch).containsExactly(0, 300);
        SegmentBuilder again = new SegmentBuilder();
        again.add(read, pack -> true);
        assertThat(again.build()).containsExactly(plain);
        assertCorrupt(Arrays.copyOf(plain, plain.length - 1));
        assertCorrupt(Arrays.copyOf(plain, plain.length + 1));
    }

    @Test
    void moreBytesThanAnnouncedAreFound() {
        byte[] bytes = build(List.of(Directories.of(random, 5)));

        assertCorrupt(Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Property(tries = 500)
    void anyBytesGiveASegmentOrSayThatTheyAreCorrupt(@ForAll long seed) {
        Random seeded = new Random(seed);
        byte[] bytes = build(List.of(Directories.of(seeded, 4), Directories.of(seeded, 4)));
        for (int change = 0; change <= seeded.nextInt(3); change++) {
            bytes[seeded.nextInt(bytes.length)] = (byte) seeded.nextInt();
        }
        try {
            new ChunkIndex().add(IndexSegment.read(WHAT, bytes), pack -> true);
        } catch (CorruptDataException e) {
            assertThat(e).hasMessageContaining("damaged");
        }
    }

    @Test
    void aPackListedTwiceIsFound() {
        assertCorrupt(segment(out -> {
            out.varint(2);
            pack(out, 24);
            pack(out, 24);
            out.varint(0);
        }));
    }

    @Test
    void aBlockThatDoesNotFollowTheOneBeforeIsFound() {
        assertCorrupt(segment(out -> {
            out.varint(1);
            pack(out, 25);
            out.varint(0);
        }));
    }

    @Test
    void aBlockLargerThanAnyIsFound() {
        assertCorrupt(segment(out -> {
            PACK.writeTo(out.varint(1));
            out.varint(1000).varint(1).varint(24).varint(100).varint(BlockLocation.LARGEST_PLAIN + 1L);
            out.varint(0);
        }));
    }

    @Test
    void aPackSmallerThanItsBlocksIsFound() {
        assertCorrupt(segment(out -> {
            PACK.writeTo(out.varint(1));
            out.varint(123).varint(1).varint(24).varint(100).varint(100).varint(0);
        }));
    }

    @Test
    void chunksThatLieInNoBlockAreFound() {
        assertCorrupt(oneChunk(1, 0, 1));
        assertCorrupt(oneChunk(0xFFFF_FFFFL, 0, 1));
        assertCorrupt(oneChunk(0, 100, 1));
        assertCorrupt(oneChunk(0, 0, 101));
        assertCorrupt(oneChunk(0, 0, 0));
        assertCorrupt(oneChunk(0, 0xFFFF_FFFFL, 2));
        assertCorrupt(oneChunk(0, 1, 0x7FFF_FFFFL));
        assertThat(IndexSegment.read(WHAT, oneChunk(0, 99, 1)).offset(0)).isEqualTo(99);
    }

    @Test
    void chunksThatAreNotSortedOrTwiceThereAreFound() {
        assertCorrupt(twoChunks(new ChunkId(-1, 0, 0, 0), new ChunkId(1, 0, 0, 0)));
        assertCorrupt(twoChunks(new ChunkId(1, 0, 0, 0), new ChunkId(1, 0, 0, 0)));
    }

    private static byte[] build(List<PackDirectory> packs) {
        SegmentBuilder builder = new SegmentBuilder();
        packs.forEach(builder::add);
        return builder.build().get(0);
    }

    private static void assertHolds(IndexSegment segment, PackDirectory pack) {
        Set<ChunkId> found = new HashSet<>();
        for (int chunk = 0; chunk < segment.chunks(); chunk++) {
            PackDirectory.Block block = blockOf(segment, chunk, pack);
            if (block != null && chunkAt(block, segment.offset(chunk), segment.length(chunk), segment.id(chunk))) {
                found.add(segment.id(chunk));
            }
        }
        assertThat(found).hasSize(pack.chunks());
    }

    private static PackDirectory.@org.jspecify.annotations.Nullable Block blockOf(
            IndexSegment segment, int chunk, PackDirectory pack) {
        List<BlockLocation> all = segment.packs().stream()
                .flatMap(layout -> layout.blocks().stream())
                .toList();
        BlockLocation location = all.get(segment.block(chunk));
        return location.pack().equals(pack.pack()) ? pack.blocks().get(location.ordinal()) : null;
    }

    private static boolean chunkAt(PackDirectory.Block block, int offset, int length, ChunkId id) {
        int at = 0;
        for (int chunk = 0; chunk < block.chunks().size(); chunk++) {
            if (at == offset) {
                return block.chunks().id(chunk).equals(id) && block.chunks().length(chunk) == length;
            }
            at += block.chunks().length(chunk);
        }
        return false;
    }

    private static byte[] oneChunk(long block, long offset, long length) {
        return segment(out -> {
            out.varint(1);
            pack(out, 24);
            out.varint(1);
            new ChunkId(1, 2, 3, 4).writeTo(out);
            out.u32(block).u32(offset).u32(length);
        });
    }

    private static byte[] twoChunks(ChunkId first, ChunkId second) {
        return segment(out -> {
            out.varint(1);
            pack(out, 24);
            out.varint(2);
            first.writeTo(out);
            out.u32(0).u32(0).u32(1);
            second.writeTo(out);
            out.u32(0).u32(1).u32(1);
        });
    }

    /** A pack of one block of 100 plain bytes. */
    private static void pack(ByteWriter out, int blockOffset) {
        PACK.writeTo(out);
        out.varint(1000).varint(1).varint(blockOffset).varint(50).varint(100);
    }

    private static byte[] segment(Consumer<ByteWriter> content) {
        ByteWriter out = new ByteWriter(0);
        content.accept(out);
        return out.toByteArray();
    }

    private static void assertCorrupt(byte[] bytes) {
        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> IndexSegment.read(WHAT, bytes))
                .withMessageContaining(WHAT);
    }
}
