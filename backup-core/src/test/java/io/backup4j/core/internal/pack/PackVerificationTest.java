package io.backup4j.core.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupStore;
import io.backup4j.api.StoreException;
import io.backup4j.core.Compression;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.BlockLocation;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.ChunkList;
import io.backup4j.core.internal.index.PackDirectory;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.RecordingStore;
import io.backup4j.testkit.StoreVerb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackVerificationTest {
    private final Random random = new Random(1);
    private Bench bench = Bench.encrypted();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyFlippedByteIsFoundAndNeverHandedOut(boolean encrypted) {
        use(encrypted);
        PackDirectory pack = bench.storePack(random, new int[] {100, 1, 200}, new int[] {300});
        byte[] good = bytes(pack);

        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << random.nextInt(8));
            overwrite(pack, bad);

            assertThat(verify(pack).findings())
                    .as("Byte %s of %s", at, good.length)
                    .isNotEmpty();
            assertOnlyGoodChunksAreHandedOut();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyTruncationIsFound(boolean encrypted) {
        use(encrypted);
        PackDirectory pack = bench.storePack(random, new int[] {100, 1, 200}, new int[] {300});
        byte[] good = bytes(pack);

        for (int length = 0; length < good.length; length++) {
            overwrite(pack, Arrays.copyOf(good, length));

            assertThat(verify(pack).findings())
                    .as("Cut to %s of %s", length, good.length)
                    .isNotEmpty();
            PackReport asListed = bench.readers().packs(bench.tools).verify(pack.pack(), good.length);
            assertThat(asListed.findings())
                    .as("Cut to %s, listed as %s", length, good.length)
                    .isNotEmpty();
            assertOnlyGoodChunksAreHandedOut();
        }
    }

    @Test
    void bytesBehindTheEndAreFound() {
        PackDirectory pack = bench.storePack(random, new int[] {100});
        byte[] longer = Arrays.copyOf(bytes(pack), (int) pack.size() + 1);
        overwrite(pack, longer);

        assertThat(verify(pack).findings()).isNotEmpty();
        PackReport asListed = bench.readers().packs(bench.tools).verify(pack.pack(), pack.size());
        assertThat(asListed.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("more than the " + pack.size());
            assertThat(finding.chunks()).isEmpty();
            assertThat(finding.allChunks()).isFalse();
        });
    }

    @Test
    void aMissingPackIsAFinding() {
        PackDirectory pack = bench.storePack(random, new int[] {100});
        bench.store.remove(name(pack));

        assertThat(verify(pack).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("lost").contains(name(pack));
            assertThat(finding.allChunks()).isTrue();
        });
    }

    @Test
    void aDamagedBlockNamesItsChunksAndNoOthers() {
        PackDirectory pack = bench.storePack(random, new int[] {100, 50}, new int[] {200, 60}, new int[] {300});
        PackDirectory.Block damaged = pack.blocks().get(1);
        flip(pack, (int) damaged.location().offset() + 3);

        assertThat(verify(pack).findings()).hasSize(2).first().satisfies(finding -> {
            assertThat(finding.message()).contains(name(pack)).contains("block 1");
            assertThat(finding.chunks()).containsExactlyElementsOf(Bench.ids(damaged));
            assertThat(finding.allChunks()).isFalse();
        });
        assertThat(verify(pack).findings().get(1).message()).contains("SHA-256");
    }

    @Test
    void aDamagedChunkOfAPlainRepositoryIsNamed() {
        use(false);
        PackDirectory pack = bench.storePack(random, new int[] {10, 11, 12});
        // Behind header of the pack and of the payload, in the second chunk.
        flip(pack, BlockLocation.FIRST_OFFSET + 5 + 10 + 5);

        assertThat(verify(pack).findings().get(0).chunks())
                .containsExactly(pack.blocks().get(0).chunks().id(1));
    }

    @Test
    void aDamagedDirectoryLosesNoChunk() {
        PackDirectory pack = bench.storePack(random, new int[] {100, 50}, new int[] {200});
        flip(pack, (int) pack.size() - PackTail.FOOTER_LENGTH - 1);

        assertThat(verify(pack).findings()).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.chunks()).isEmpty();
            assertThat(finding.allChunks()).isFalse();
        });
        bench.assertAllReadable();
    }

    @Test
    void withADamagedDirectoryADamagedBlockMayConcernAnyChunk() {
        PackDirectory pack = bench.storePack(random, new int[] {100, 50}, new int[] {200});
        flip(pack, (int) pack.size() - PackTail.FOOTER_LENGTH - 1);
        flip(pack, BlockLocation.FIRST_OFFSET + 1);

        assertThat(verify(pack).findings()).anyMatch(PackReport.Finding::allChunks);
    }

    @Test
    void aPackThatEndsEarlyNamesWhatCannotBeRead() {
        use(false);
        PackDirectory pack = bench.storePack(random, new int[] {100}, new int[] {200});
        // The directory is read from the end first, and then the object shrinks.
        FaultyStore shrinking = FaultyStore.over(bench.store).failAt(StoreVerb.READ, 1, Fault.SHORT_READ);

        PackReport report = readers(shrinking).packs(bench.tools).verify(pack.pack(), pack.size());

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("ends after").contains("" + pack.size());
            assertThat(finding.chunks()).contains(pack.blocks().get(1).chunks().id(0));
        });
    }

    @Test
    void blocksThatChangedPlacesAreFound() {
        PackDirectory pack = storeTwoBlocksOfOneLength();
        byte[] bytes = bytes(pack);
        BlockLocation first = pack.blocks().get(0).location();
        BlockLocation second = pack.blocks().get(1).location();
        assertThat(first.sealedLength()).isEqualTo(second.sealedLength());
        byte[] moved = Arrays.copyOfRange(bytes, (int) first.offset(), (int) first.end());
        System.arraycopy(bytes, (int) second.offset(), bytes, (int) first.offset(), moved.length);
        System.arraycopy(moved, 0, bytes, (int) second.offset(), moved.length);
        overwrite(pack, bytes);

        assertThat(verify(pack).findings().stream().flatMap(finding -> finding.chunks().stream()))
                .containsExactlyInAnyOrderElementsOf(bench.chunks.keySet());
        assertOnlyGoodChunksAreHandedOut();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void packsThatChangedNamesAreFound(boolean encrypted) {
        use(encrypted);
        PackDirectory first = bench.storePack(random, new int[] {100, 200});
        PackDirectory second = bench.storePack(random, new int[] {200, 100});
        byte[] moved = bytes(first);
        overwrite(first, bytes(second));
        overwrite(second, moved);

        assertThat(verify(first).findings()).isNotEmpty();
        assertThat(verify(second).findings()).isNotEmpty();
        assertOnlyGoodChunksAreHandedOut();
    }

    @Test
    void anIndexThatPlacesOtherChunksThereIsFound() {
        PackDirectory pack = bench.storePack(random, new int[] {100, 50});
        ChunkList others = new ChunkList();
        others.add(pack.blocks().get(0).chunks().id(1), 100);
        others.add(pack.blocks().get(0).chunks().id(0), 50);
        BlockLocation location = pack.blocks().get(0).location();
        ChunkIndex wrong = new ChunkIndex();
        wrong.add(new PackDirectory(
                pack.pack(), pack.epoch(), pack.size(), List.of(new PackDirectory.Block(location, others))));

        PackReport report =
                new PackReaders(bench.store, wrong, 1, 0).packs(bench.tools).verify(pack.pack(), pack.size());

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("2 chunks").contains("agrees on 0");
            assertThat(finding.allChunks()).isTrue();
        });
    }

    @Test
    void anIndexThatGivesAnotherSizeIsFound() {
        PackDirectory pack = bench.storePack(random, new int[] {100, 50});
        ChunkIndex wrong = new ChunkIndex();
        wrong.add(new PackDirectory(pack.pack(), pack.epoch(), pack.size() + 1, pack.blocks()));

        PackReport report =
                new PackReaders(bench.store, wrong, 1, 0).packs(bench.tools).verify(pack.pack(), pack.size());

        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("other sizes"));
    }

    @Test
    void aPackThatTheIndexKnowsIsReadByTwoRequests() {
        PackDirectory pack = bench.storePack(
                random,
                new int[] {700_000},
                IntStream.generate(() -> 10).limit(4_000).toArray());
        RecordingStore recording = RecordingStore.over(bench.store);

        assertThat(readers(recording)
                        .packs(bench.tools)
                        .verify(pack.pack(), pack.size())
                        .findings())
                .isEmpty();

        recording.assertCalls(StoreVerb.READ, "packs/", 2);
    }

    @Test
    void aPackThatNoIndexKnowsIsVerifiedByItself() {
        PackDirectory pack = bench.storePack(random, new int[] {100, 50}, new int[] {70});
        PackReader reader = new PackReaders(bench.store, new ChunkIndex(), 1, 0).packs(bench.tools);

        assertThat(reader.verify(pack.pack(), pack.size()).findings()).isEmpty();
        flip(pack, 30);
        assertThat(reader.verify(pack.pack(), pack.size()).findings()).isNotEmpty();
    }

    @Test
    void aStoreThatFailsIsNoDamage() {
        PackDirectory pack = bench.storePack(random, new int[] {100});
        for (int call = 1; call <= 2; call++) {
            for (Fault fault : List.of(Fault.FAIL_BEFORE, Fault.FAIL_AFTER)) {
                PackReader reader = readers(FaultyStore.over(bench.store).failAt(StoreVerb.READ, call, fault))
                        .packs(bench.tools);

                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> reader.verify(pack.pack(), pack.size()))
                        .withMessageContaining(name(pack));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.Algorithm.class)
    void packsOfEveryCompressionAreGood(Compression.Algorithm algorithm) {
        bench.close();
        bench = Bench.of(true, new Compression(algorithm, algorithm == Compression.Algorithm.ZSTD ? 3 : 0));
        PackDirectory pack = bench.storePack(random, new int[] {100_000, 3000}, new int[] {600_000});

        bench.assertAllVerified(List.of(pack));
    }

    private void use(boolean encrypted) {
        bench.close();
        bench = Bench.of(encrypted, Compression.zstd());
    }

    private PackDirectory storeTwoBlocksOfOneLength() {
        try (PackTools stored = bench.newTools(Compression.none());
                PackWriters packs = bench.writers(bench.store)) {
            ChunkWriter writer = packs.writer(stored);
            for (int block = 0; block < 2; block++) {
                bench.add(writer, bench.chunk(random, 500));
                writer.flush();
            }
            PackDirectory pack = packs.finish().get(0);
            bench.index.add(pack);
            return pack;
        }
    }

    private void assertOnlyGoodChunksAreHandedOut() {
        ChunkReader reader = bench.readers().chunks(bench.tools);
        List<ChunkId> wrong = new ArrayList<>();
        bench.chunks.forEach((id, bytes) -> {
            try {
                if (!Arrays.equals(reader.bytes(id), bytes)) {
                    wrong.add(id);
                }
            } catch (BackupException e) {
                assertThat(e).isNotInstanceOf(StoreException.class).hasMessageContaining("packs/");
            }
        });
        assertThat(wrong).isEmpty();
    }

    private PackReport verify(PackDirectory pack) {
        return bench.verify(pack.pack());
    }

    private PackReaders readers(BackupStore store) {
        return new PackReaders(store, bench.index, 1, 0);
    }

    private void flip(PackDirectory pack, int at) {
        byte[] bytes = bytes(pack);
        bytes[at] ^= 1;
        overwrite(pack, bytes);
    }

    private byte[] bytes(PackDirectory pack) {
        return bench.store.readAll(name(pack));
    }

    private void overwrite(PackDirectory pack, byte[] bytes) {
        bench.store.overwrite(name(pack), bytes);
    }

    private static String name(PackDirectory pack) {
        ObjectId id = pack.pack();
        return ObjectNames.pack(id);
    }
}
