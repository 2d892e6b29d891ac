package io.backup4j.core.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.content.ChunkId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChunkIndexTest {
    private final Random random = new Random(1);
    private final ChunkIndex index = new ChunkIndex();

    @Test
    void onlyTheFirstClaimOfAChunkIsGranted() {
        ChunkId id = Directories.chunk(random);

        assertThat(index.contains(id)).isFalse();
        assertThat(index.claim(id)).isTrue();
        assertThat(index.claim(id)).isFalse();
        assertThat(index.contains(id)).isTrue();
        assertThat(index.find(id)).isEmpty();
    }

    @Test
    void eightThreadsGetEveryChunkExactlyOnce() throws Exception {
        int threads = 8;
        List<ChunkId> ids = Directories.chunks(random, 20_000);
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<Long> claimAll = () -> {
            start.await();
            return ids.stream().filter(index::claim).count();
        };
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            long granted = 0;
            for (Future<Long> claimed : executor.invokeAll(
                    IntStream.range(0, threads).mapToObj(n -> claimAll).toList())) {
                granted += claimed.get();
            }
            assertThat(granted).isEqualTo(ids.size());
        } finally {
            executor.shutdownNow();
        }
    }

    @Property(tries = 30)
    void findsWhatDirectoriesAndSegmentsSay(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int chunks) {
        Random seeded = new Random(seed);
        PackDirectory fromRun = Directories.of(seeded, chunks);
        PackDirectory fromSegment = Directories.of(seeded, chunks);
        ChunkIndex filled = new ChunkIndex();
        filled.add(fromRun);
        filled.add(segment(fromSegment), pack -> true);

        assertThat(filled.chunks()).isEqualTo(2L * chunks);
        assertFinds(filled, fromRun);
        assertFinds(filled, fromSegment);
        assertThat(filled.find(Directories.chunk(seeded))).isEmpty();
    }

    @Test
    void aFinishedPackFulfilsClaims() {
        PackDirectory pack = Directories.of(random, 3);
        ChunkId claimed = pack.blocks().get(0).chunks().id(0);
        index.claim(claimed);

        index.add(pack);

        assertThat(index.find(claimed)).isPresent();
        assertThat(index.claim(claimed)).isFalse();
    }

    @Test
    void forgottenClaimsCanBeMadeAgainAndPlacesStay() {
        PackDirectory stored = Directories.of(random, 3);
        ChunkId claimed = Directories.chunk(random);
        index.add(stored);
        index.claim(claimed);

        index.forgetClaims();

        assertThat(index.contains(claimed)).isFalse();
        assertThat(index.claim(claimed)).isTrue();
        assertFinds(index, stored);
    }

    @Test
    void packsThatAreNotUsableAreNotLoaded() {
        PackDirectory lost = Directories.of(random, 10);
        PackDirectory there = Directories.of(random, 10);

        index.add(segment(lost, there), there.pack()::equals);

        assertThat(index.packs()).containsExactly(there.pack());
        assertThat(index.chunks()).isEqualTo(10);
        assertFinds(index, there);
        assertThat(index.claim(lost.blocks().get(0).chunks().id(0))).isTrue();
    }

    @Test
    void maskedPacksLoseTheirChunksAndCanComeBack() {
        PackDirectory masked = Directories.of(random, 10);
        PackDirectory other = Directories.of(random, 10);
        ChunkId id = masked.blocks().get(0).chunks().id(0);
        index.add(segment(masked, other), pack -> true);

        index.mask(Set.of(masked.pack(), Directories.pack(random)));

        assertThat(index.packs()).containsExactly(other.pack());
        assertThat(index.layout(masked.pack())).isEmpty();
        assertThat(index.chunksIn(masked.pack())).isZero();
        assertThat(index.chunks()).isEqualTo(10);
        assertThat(index.contains(id)).isFalse();
        assertThat(index.find(id)).isEmpty();
        assertThat(index.claim(id)).isTrue();
        assertFinds(index, other);

        index.add(masked);
        assertThat(index.chunksIn(masked.pack())).isEqualTo(10);
        assertFinds(index, masked);
    }

    @Test
    void ofAChunkInTwoPacksTheFirstPlaceCounts() {
        ChunkId twice = Directories.chunk(random);
        PackDirectory first = Directories.of(random, List.of(twice));
        PackDirectory second = Directories.of(random, List.of(twice));
        index.add(first);
        index.add(second);

        assertThat(index.block(index.find(twice).orElseThrow().block()).pack()).isEqualTo(first.pack());
        assertThat(index.chunksIn(first.pack())).isOne();
        assertThat(index.chunksIn(second.pack())).isZero();

        index.mask(Set.of(first.pack()));
        index.add(second);
        assertThat(index.block(index.find(twice).orElseThrow().block()).pack()).isEqualTo(second.pack());
    }

    @Test
    void aPackInTwoSegmentsIsKnownOnce() {
        PackDirectory pack = Directories.of(random, 50);
        index.add(segment(pack), id -> true);
        index.add(segment(pack, Directories.of(random, 5)), id -> true);

        assertThat(index.packs()).hasSize(2);
        assertThat(index.chunksIn(pack.pack())).isEqualTo(50);
        assertThat(index.layout(pack.pack())).contains(pack.layout());
    }

    @Test
    void segmentsThatContradictEachOtherAreFound() {
        PackDirectory pack = Directories.of(random, 5);
        PackDirectory larger = new PackDirectory(pack.pack(), pack.epoch(), pack.size() + 1, pack.blocks());
        index.add(pack);

        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> index.add(segment(larger), id -> true))
                .withMessageContaining(pack.pack().toHex());
    }

    @Test
    void knowsHowMuchOfEachBlockIsNeededAndInWhichOrderItLies() {
        PackDirectory first = Directories.of(random, 50);
        PackDirectory second = Directories.of(random, 50);
        index.add(first);
        index.add(second);
        List<ChunkId> needed = new ArrayList<>();
        for (PackDirectory.Block block : second.blocks()) {
            needed.add(block.chunks().id(0));
            index.use(block.chunks().id(0));
        }

        int before = first.blocks().size();
        assertThat(index.usedChunks())
                .startsWith(new int[before])
                .endsWith(second.blocks().stream().mapToInt(block -> 1).toArray());
        assertThat(index.usedBytes())
                .startsWith(new int[before])
                .endsWith(second.blocks().stream()
                        .mapToInt(block -> block.chunks().length(0))
                        .toArray());
        assertThat(index.usedIn(Set.of(first.pack()))).isEmpty();
        assertThat(index.usedIn(Set.of(first.pack(), second.pack())))
                .extracting(UsedChunk::id)
                .containsExactlyElementsOf(needed);
    }

    @Property(tries = 20)
    void behavesAsAMap(@ForAll long seed) {
        Random seeded = new Random(seed);
        // Few different bits, so that slots collide.
        List<ChunkId> ids = IntStream.range(0, 400)
                .mapToObj(n -> new ChunkId(seeded.nextInt(4), seeded.nextInt(4), seeded.nextInt(4), seeded.nextInt(9)))
                .toList();
        Map<ChunkId, Boolean> model = new HashMap<>();
        ChunkIndex filled = new ChunkIndex();
        for (ChunkId id : ids) {
            assertThat(filled.contains(id)).isEqualTo(model.containsKey(id));
            assertThat(filled.claim(id)).isEqualTo(model.put(id, true) == null);
        }
    }

    private static IndexSegment segment(PackDirectory... packs) {
        SegmentBuilder builder = new SegmentBuilder();
        List.of(packs).forEach(builder::add);
        return IndexSegment.read("Index segment index/00", builder.build().get(0));
    }

    private static void assertFinds(ChunkIndex index, PackDirectory pack) {
        for (PackDirectory.Block block : pack.blocks()) {
            int offset = 0;
            for (int chunk = 0; chunk < block.chunks().size(); chunk++) {
                ChunkLocation found = index.find(block.chunks().id(chunk)).orElseThrow();
                assertThat(index.block(found.block())).isEqualTo(block.location());
                assertThat(found.offset()).isEqualTo(offset);
                assertThat(found.length()).isEqualTo(block.chunks().length(chunk));
                offset += found.length();
            }
        }
    }
}
