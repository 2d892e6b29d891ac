package io.backup4j.core.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelledException;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.StoreException;
import io.backup4j.core.Compression;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.BigEndian;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.ChunkList;
import io.backup4j.core.internal.index.PackDirectory;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InjectedFaultException;
import io.backup4j.testkit.RecordingStore;
import io.backup4j.testkit.Stall;
import io.backup4j.testkit.StoreVerb;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackWritersTest {
    private final Random random = new Random(1);
    private final Bench bench = Bench.encrypted();

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
        assertUploadsHaveEnded();
    }

    @Property(tries = 40)
    void everyChunkComesBack(
            @ForAll boolean encrypted,
            @ForAll boolean compressed,
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 2_000_000) Integer> lengths,
            @ForAll long seed) {
        Random seeded = new Random(seed);
        try (Bench own = Bench.of(encrypted, compressed ? Compression.zstd(1) : Compression.none());
                PackWriters packs = own.writers(own.store)) {
            ChunkWriter writer = packs.writer(own.tools);
            // Half of them small, as most files are.
            lengths.forEach(length ->
                    own.add(writer, own.chunk(seeded, seeded.nextBoolean() ? 1 + length % 5000 : length)));
            writer.flush();
            List<PackDirectory> stored = packs.finish();
            stored.forEach(own.index::add);

            assertThat(stored.stream().map(pack -> ObjectNames.pack(pack.pack())))
                    .containsExactlyInAnyOrderElementsOf(own.store.names());
            own.assertAllReadable();
            own.assertAllVerified(stored);
        }
    }

    @Test
    void workersShareThePacksAndTheMemory() throws Exception {
        int workers = 4;
        long chunksEach = 60;
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try (PackWriters packs = bench.writers(bench.store)) {
            List<Callable<Void>> jobs = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                Random own = new Random(worker);
                jobs.add(() -> {
                    try (PackTools tools = bench.newTools(Compression.none())) {
                        ChunkWriter writer = packs.writer(tools);
                        for (int chunk = 0; chunk < chunksEach; chunk++) {
                            bench.add(writer, bench.chunk(own, 1 + own.nextInt(700_000)));
                        }
                        writer.flush();
                        return null;
                    }
                });
            }
            for (Future<Void> job : threads.invokeAll(jobs)) {
                job.get();
            }
            List<PackDirectory> stored = packs.finish();
            stored.forEach(bench.index::add);

            // Some 80 MB went through 15 MiB of memory.
            assertThat(stored).hasSizeGreaterThan(20).allMatch(pack -> pack.size() < 3_300_000);
            assertThat(bench.index.chunks()).isEqualTo(workers * chunksEach);
            bench.assertAllReadable();
            bench.assertAllVerified(stored);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void packsThatAreDurableAreHandedOutOnce() {
        try (PackWriters packs = bench.writers(bench.store);
                PackTools tools = bench.newTools(Compression.none())) {
            ChunkWriter writer = packs.writer(tools);
            List<PackDirectory> stored = new ArrayList<>();
            for (int chunk = 0; chunk < 40; chunk++) {
                bench.add(writer, bench.chunk(random, 1_000_000));
                stored.addAll(packs.takeStored());
            }
            // There is memory for five packs, so some of these fourteen have been stored by now.
            assertThat(stored).isNotEmpty();
            stored.addAll(packs.finish());
            stored.forEach(bench.index::add);

            assertThat(stored).doesNotHaveDuplicates();
            assertThat(bench.store.names()).hasSameSizeAs(stored);
            bench.assertAllReadable();
        }
    }

    @Test
    void aSmallRunOfManyWorkersWritesOnePack() {
        try (PackWriters packs = bench.writers(bench.store)) {
            for (int worker = 0; worker < 8; worker++) {
                ChunkWriter writer = packs.writer(bench.tools);
                bench.add(writer, bench.chunk(random, 10_000));
                writer.flush();
            }

            assertThat(packs.finish()).hasSize(1);
        }
    }

    @Test
    void aLargerRunSpreadsItsBlocksAtRandom() {
        try (PackWriters packs = bench.writers(bench.store);
                PackTools tools = bench.newTools(Compression.none())) {
            ChunkWriter writer = packs.writer(tools);
            for (int chunk = 0; chunk < 30; chunk++) {
                bench.add(writer, bench.chunk(random, 600_000));
            }
            List<PackDirectory> stored = packs.finish();

            List<ChunkId> written = List.copyOf(bench.chunks.keySet());
            assertThat(stored).anySatisfy(pack -> {
                List<Integer> places = pack.blocks().stream()
                        .map(block -> written.indexOf(block.chunks().id(0)))
                        .toList();
                assertThat(places.get(places.size() - 1) - places.get(0)).isGreaterThan(places.size());
            });
        }
    }

    @Test
    void aRunWithoutChunksWritesNothing() {
        try (PackWriters packs = bench.writers(bench.store)) {
            packs.writer(bench.tools).flush();

            assertThat(packs.finish()).isEmpty();
            assertThat(bench.store.names()).isEmpty();
        }
    }

    @Test
    void lastPacksHaveLengthsThatPadmeAllows() {
        for (int chunks = 1; chunks < 20; chunks++) {
            PackDirectory pack = bench.storePack(random, new int[] {chunks * 777});

            assertThat(Padme.pad(pack.size())).isEqualTo(pack.size());
            assertThat(bench.store.readAll(ObjectNames.pack(pack.pack()))).hasSize((int) pack.size());
        }
    }

    @Test
    void paddingLooksLikeWhatIsSealed() {
        byte[] padding = new byte[0];
        for (int length = 500_000; padding.length < 1000; length += 1000) {
            padding = padding(bench.storePack(random, new int[] {length}));
        }

        assertThat(deflated(padding)).isGreaterThanOrEqualTo(padding.length);
    }

    @Test
    void nodesOfTreesShareNoBlockWithContent() {
        try (PackWriters packs = bench.writers(bench.store)) {
            ChunkWriter writer = packs.writer(bench.tools);
            Set<ChunkId> nodes = new HashSet<>();
            for (int number = 0; number < 5; number++) {
                bench.add(writer, bench.chunk(random, 100));
                ChunkId node = bench.chunk(random, 100);
                nodes.add(node);
                writer.addNode(node, bench.chunks.get(node), 0, 100);
            }
            writer.flush();
            PackDirectory pack = packs.finish().get(0);

            assertThat(pack.blocks()).hasSize(2);
            assertThat(pack.blocks().stream().map(block -> Set.copyOf(Bench.ids(block))))
                    .contains(nodes);
        }
    }

    @Test
    void blocksHoldAMebibyteAndLargeChunksStandAlone() {
        int[] lengths = {400_000, 400_000, 400_000, 524_288, 1};
        PackDirectory pack = bench.storePack(random, lengths);

        assertThat(pack.blocks().stream().map(block -> block.location().plainLength()))
                .containsExactly(800_000, 524_288, 400_001);
    }

    @Test
    void blocksDoNotHoldMoreTinyChunksThanADirectoryCanBear() {
        byte[] bytes = new byte[1];
        try (PackWriters packs = bench.writers(bench.store)) {
            ChunkWriter writer = packs.writer(bench.tools);
            for (int chunk = 0; chunk < BlockBuilder.MOST_CHUNKS + 1; chunk++) {
                writer.add(new ChunkId(chunk, 0, 0, 0), bytes, 0, 1);
            }
            writer.flush();

            assertThat(packs.finish().get(0).blocks().stream()
                            .map(block -> block.chunks().size()))
                    .containsExactly(BlockBuilder.MOST_CHUNKS, 1);
        }
    }

    @Test
    void aChunkWithoutBytesIsRefused() {
        try (PackWriters packs = bench.writers(bench.store)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> packs.writer(bench.tools).add(new ChunkId(1, 2, 3, 4), new byte[1], 1, 0));
        }
    }

    @Test
    void memoryIsNotExceededWhenTheStoreStandsStill() throws Exception {
        FaultyStore still = FaultyStore.over(bench.store);
        List<Stall> stalls = stallAll(still);
        try (PackWriters packs = bench.writers(still);
                PackTools tools = bench.newTools(Compression.none())) {
            ChunkWriter writer = packs.writer(tools);
            ChunkId id = bench.chunk(random, 524_288);
            long[] taken = {0};

            // Whoever has to wait for memory is woken at once.
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> {
                while (taken[0] < 100 << 20) {
                    bench.add(writer, id);
                    taken[0] += 524_288;
                }
            });
            assertThat(Thread.interrupted()).isTrue();

            long memory = (long) Bench.SMALL_PACKS.slabs() * Bench.SMALL_PACKS.slab();
            assertThat(taken[0]).isBetween(memory / 2, memory);
            stalls.forEach(Stall::release);
            bench.add(writer, id);
            assertThat(packs.finish()).isNotEmpty();
        }
    }

    @Test
    void aSlowStoreIsAskedForAsManyUploadsAtOnceAsThereIsMemoryFor() throws Exception {
        FaultyStore still = FaultyStore.over(bench.store);
        List<Stall> stalls = stallAll(still);
        PackSizes sixPacksOneOpen = new PackSizes(3 << 20, 64 << 10, 1, 6 * 48, 1 << 20);
        try (PackWriters packs = bench.writers(still, sixPacksOneOpen);
                PackTools tools = bench.newTools(Compression.none())) {
            ChunkWriter writer = packs.writer(tools);
            for (int chunk = 0; chunk < 26; chunk++) {
                bench.add(writer, bench.chunk(random, 600_000));
            }
            for (Stall stall : stalls.subList(0, 5)) {
                stall.awaitReached();
            }
            stalls.forEach(Stall::release);
            assertThat(packs.finish()).hasSize(6);
        }
    }

    private static List<Stall> stallAll(FaultyStore store) {
        return IntStream.rangeClosed(1, 10)
                .mapToObj(call -> store.stallAt(StoreVerb.PUT, call))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_AFTER", "DIE_BEFORE", "DIE_AFTER"})
    void anUploadThatFailsEndsTheRunAtEveryCall(Fault fault) {
        for (int call = 1; call <= 4; call++) {
            FaultyStore faulty = FaultyStore.over(bench.store).failAt(StoreVerb.PUT, call, fault);
            RecordingStore recording = RecordingStore.over(faulty);
            try (PackWriters packs = bench.writers(recording)) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> storeTwelveMegabytes(packs))
                        .withMessageContaining("packs/")
                        .withCauseInstanceOf(InjectedFaultException.class);
                assertThatExceptionOfType(StoreException.class).isThrownBy(packs::finish);
            }
            // Until the failure is known, the other thread goes on storing.
            assertThat(recording.puts()).hasSizeGreaterThanOrEqualTo(call);
        }
    }

    @Test
    void aNameThatIsTakenEndsTheRun() {
        try (Bench plain = Bench.of(false, Compression.none());
                PackWriters packs = plain.writers(plain.store, new Tampered(bytes -> Arrays.fill(bytes, (byte) 7)))) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> storeTwelveMegabytes(plain, packs))
                    .withMessageContaining("already")
                    .withCauseInstanceOf(ObjectExistsException.class);
        }
    }

    @Test
    void afterAbortNothingIsStored() throws Exception {
        FaultyStore faulty = FaultyStore.over(bench.store);
        List<Stall> stalls = stallAll(faulty);
        try (PackWriters packs = bench.writers(faulty);
                PackTools tools = bench.newTools(Compression.none())) {
            ChunkWriter writer = packs.writer(tools);
            // More than three open packs and one closed can hold, less than the memory.
            for (int chunk = 0; chunk < 22; chunk++) {
                bench.add(writer, bench.chunk(random, 600_000));
            }
            stalls.get(0).awaitReached();
            stalls.get(1).awaitReached();

            packs.abort();

            assertThatExceptionOfType(CancelledException.class).isThrownBy(packs::finish);
            assertThatExceptionOfType(CancelledException.class)
                    .isThrownBy(() -> bench.add(writer, bench.chunk(random, 1_000_000)));
        }
        assertThat(bench.store.names()).isEmpty();
    }

    @Test
    void aBlockThatIsReadyAfterAbortIsNotStored() {
        try (PackWriters packs = bench.writers(bench.store)) {
            OpenPack.Place first = packs.reserve(3_000_000, 1);
            packs.reserve(3_000_000, 1);
            ChunkList chunks = new ChunkList();
            chunks.add(new ChunkId(1, 2, 3, 4), 3_000_000);

            packs.abort();

            assertThatExceptionOfType(CancelledException.class)
                    .isThrownBy(() -> packs.complete(first, 3_000_000, chunks));
        }
    }

    @Test
    void anUploadThatDoesNotMindBeingInterruptedGetsNoMoreBytes() throws Exception {
        PackBody body = new PackBody(new byte[][] {new byte[10]}, 10, new byte[32], () -> Thread.interrupted());
        try (var in = body.open()) {
            assertThat(in.read()).isZero();
            Thread.currentThread().interrupt();
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(body::open).isInstanceOf(IOException.class);
    }

    @Test
    void interruptingFinishEndsTheRun() throws Exception {
        FaultyStore faulty = FaultyStore.over(bench.store);
        faulty.stallAt(StoreVerb.PUT, 1);
        try (PackWriters packs = bench.writers(faulty)) {
            ChunkWriter writer = packs.writer(bench.tools);
            bench.add(writer, bench.chunk(random, 1_000));
            writer.flush();

            Thread.currentThread().interrupt();
            assertThatExceptionOfType(CancelledException.class).isThrownBy(packs::finish);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(bench.store.names()).isEmpty();
    }

    @Test
    void aBlockThatChangesWhileItIsSealedIsNotStored() {
        ChunkId id = bench.chunk(new Random(2), 600_000);
        byte[] memory = bench.chunks.get(id).clone();
        boolean[] turned = {false};
        // The place is drawn between compressing and comparing: there a bit of this faulty memory turns over.
        Tampered random = new Tampered(bytes -> {
            memory[599_999] ^= (byte) (turned[0] ? 0 : 1);
            turned[0] = true;
        });
        try (PackWriters packs = bench.writers(bench.store, random)) {
            ChunkWriter writer = packs.writer(bench.tools);

            assertThatExceptionOfType(CorruptDataException.class)
                    .isThrownBy(() -> writer.add(id, memory, 0, memory.length))
                    .withMessageContaining("memory or the processor");
            assertThatExceptionOfType(CancelledException.class)
                    .isThrownBy(() -> storeTwelveMegabytes(packs))
                    .withCauseInstanceOf(CorruptDataException.class);
            assertThatExceptionOfType(CancelledException.class).isThrownBy(packs::finish);
        }
        assertThat(bench.store.names()).isEmpty();
    }

    @Test
    void closingTwiceOrAfterFinishIsHarmless() {
        PackWriters packs = bench.writers(bench.store);
        ChunkWriter writer = packs.writer(bench.tools);
        bench.add(writer, bench.chunk(random, 1_000));
        writer.flush();
        List<PackDirectory> stored = packs.finish();
        packs.close();
        packs.close();

        stored.forEach(bench.index::add);
        bench.assertAllReadable();
    }

    private byte[] padding(PackDirectory pack) {
        byte[] bytes = bench.store.readAll(ObjectNames.pack(pack.pack()));
        int directory = BigEndian.getInt(bytes, bytes.length - PackTail.FOOTER_LENGTH);
        return Arrays.copyOfRange(bytes, (int) pack.layout().end(), bytes.length - PackTail.FOOTER_LENGTH - directory);
    }

    private static int deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            return deflater.deflate(new byte[2 * bytes.length]);
        } finally {
            deflater.end();
        }
    }

    /** No thread outlives the run, even when its upload was standing still. */
    private static void assertUploadsHaveEnded() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("backup4j-upload")) {
                thread.join(5_000);
                assertThat(thread.isAlive()).as(thread.getName() + " is alive").isFalse();
            }
        }
    }

    private void storeTwelveMegabytes(PackWriters packs) {
        storeTwelveMegabytes(bench, packs);
    }

    private void storeTwelveMegabytes(Bench on, PackWriters packs) {
        try (PackTools tools = on.newTools(Compression.none())) {
            ChunkWriter writer = packs.writer(tools);
            for (int chunk = 0; chunk < 12; chunk++) {
                on.add(writer, on.chunk(random, 1_000_000));
            }
            packs.finish();
        }
    }

    /** Random numbers that something is done to as soon as they are drawn. */
    private static final class Tampered extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final transient Consumer<byte[]> tampering;

        Tampered(Consumer<byte[]> tampering) {
            this.tampering = tampering;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            super.nextBytes(bytes);
            tampering.accept(bytes);
        }
    }
}
