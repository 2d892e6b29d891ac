package io.backup4j.core.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backup4j.api.BackupStore;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.PackDirectory;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.RecordingStore;
import io.backup4j.testkit.Stall;
import io.backup4j.testkit.StoreVerb;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlocksAheadTest {
    private static final int PLENTY = 64 << 20;

    private final Random random = new Random(1);
    private final Bench bench = Bench.encrypted();
    private final RecordingStore recording = RecordingStore.over(bench.store);

    @AfterEach
    void close() throws InterruptedException {
        joinReaders();
        bench.close();
    }

    private static void joinReaders() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("backup4j-ahead")
                    || thread.getName().startsWith("backup4j-read")) {
                thread.join(5_000);
                assertThat(thread.isAlive()).as(thread.getName() + " is alive").isFalse();
            }
        }
    }

    @Test
    void neighboursComeByOneRequestWithTheSalt() {
        bench.storePack(random, new int[] {1, 2, 3}, new int[] {200_000}, new int[] {4}, new int[] {300_000});

        assertReadBack(recording, PLENTY, inOrder());

        recording.assertCalls(StoreVerb.READ, "packs/", 1);
    }

    @Test
    void blocksThatLieFarApartComeByRequestsOfTheirOwn() {
        bench.storePack(random, new int[] {1}, new int[] {800_000}, new int[] {2});
        List<ChunkId> ends = inOrder();
        ends.remove(1);

        assertReadBack(recording, PLENTY, ends);

        recording.assertCalls(StoreVerb.READ, "packs/", 2);
        assertThat(recording.bytes(StoreVerb.READ, "packs/")).isLessThan(1_000);
    }

    @Test
    void theSaltIsReadAloneWhereTheBlocksLieFarFromIt() {
        bench.storePack(random, new int[] {800_000}, new int[] {1}, new int[] {2});

        assertReadBack(recording, PLENTY, inOrder().subList(1, 3));

        recording.assertCalls(StoreVerb.READ, "packs/", 2);
        assertThat(recording.bytes(StoreVerb.READ, "packs/")).isLessThan(1_000);
    }

    @Test
    void aSlowStoreIsAskedForAsMuchAtOnceAsThereIsRoomFor() throws Exception {
        for (int pack = 0; pack < 8; pack++) {
            bench.storePack(random, new int[] {600_000});
        }
        FaultyStore still = FaultyStore.over(bench.store);
        List<Stall> stalls = IntStream.rangeClosed(1, 8)
                .mapToObj(call -> still.stallAt(StoreVerb.READ, call))
                .toList();
        try (PackReaders readers = new PackReaders(still, bench.index, 1, 5 * 310_000)) {
            readers.expect(wanted(inOrder()));
            for (Stall stall : stalls.subList(0, 5)) {
                stall.awaitReached();
            }
            assertThat(still.calls(StoreVerb.READ)).isEqualTo(5);
            stalls.forEach(Stall::release);
            assertAllRead(readers, inOrder());
        }
    }

    @Test
    void noMoreIsReadAheadThanThereIsRoomForUntilSomethingIsUsed() {
        storeNineBlocks();
        try (PackReaders readers = new PackReaders(recording, bench.index, 1, 1_000_000)) {
            ChunkReader reader = readers.chunks(bench.tools);
            // One by one: of what is expected at once a part is planned later, and who overtakes that reads himself.
            inOrder().forEach(id -> readers.expect(wanted(List.of(id))));
            int used = 0;
            for (ChunkId id : inOrder()) {
                assertThat(reader.bytes(id)).isEqualTo(bench.chunks.get(id));
                used += 310_000;
                assertThat(recording.bytes(StoreVerb.READ, "packs/")).isLessThan(used + 1_000_000);
            }
        }
    }

    @Test
    void whoeverReadsInAnotherOrderThanWasSaidIsNotKeptWaiting() {
        storeNineBlocks();
        List<ChunkId> backwards = inOrder();
        Collections.reverse(backwards);
        try (PackReaders readers = new PackReaders(recording, bench.index, 1, 1_000_000)) {
            readers.expect(wanted(inOrder()));

            assertAllRead(readers, backwards);
        }
    }

    @Test
    void whatIsWantedTwiceIsReadOnceAsLongAsThereIsRoom() {
        bench.storePack(random, new int[] {100_000}, new int[] {100_000});
        List<ChunkId> twice = inOrder();
        twice.addAll(inOrder());
        try (PackReaders readers = new PackReaders(recording, bench.index, 1, PLENTY)) {
            readers.expect(wanted(inOrder()));
            readers.expect(wanted(inOrder()));

            assertAllRead(readers, twice);
        }
        recording.assertCalls(StoreVerb.READ, "packs/", 1);
    }

    @Test
    void aBlockStaysUntilAllOfItThatWasExpectedHasBeenRead() {
        PackDirectory first = bench.storePack(random, new int[] {400_000, 200_000});
        for (int pack = 0; pack < 3; pack++) {
            bench.storePack(random, new int[] {400_000, 200_000});
        }
        List<ChunkId> secondChunkLast = inOrder();
        secondChunkLast.add(secondChunkLast.remove(1));
        try (PackReaders readers = new PackReaders(recording, bench.index, 1, 1_000_000)) {
            // Pack by pack, as what is expected at once is planned in part while it is read.
            for (int chunk = 0; chunk < inOrder().size(); chunk += 2) {
                readers.expect(wanted(inOrder().subList(chunk, chunk + 2)));
            }

            assertAllRead(readers, secondChunkLast);
        }
        recording.assertCalls(StoreVerb.READ, ObjectNames.pack(first.pack()), 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_AFTER", "SHORT_READ"})
    void whatCannotBeReadAheadIsReadWhenItIsWanted(Fault fault) {
        bench.storePack(random, new int[] {1_000}, new int[] {1_000});

        assertReadBack(FaultyStore.over(bench.store).failAt(StoreVerb.READ, 1, fault), PLENTY, inOrder());
    }

    @Test
    void whatThereIsNoMemoryToReadAheadWithIsReadWhenItIsWanted() throws InterruptedException {
        bench.storePack(random, new int[] {1_000});
        List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        try {
            assertReadBack(new SmallStore(bench.store), PLENTY, inOrder());
            joinReaders();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void aLostPackIsSaidToBeLostToWhoeverWantsIt() {
        PackDirectory pack = bench.storePack(random, new int[] {1_000});
        bench.store.remove(ObjectNames.pack(pack.pack()));
        try (PackReaders readers = new PackReaders(bench.store, bench.index, 1, PLENTY)) {
            readers.expect(wanted(inOrder()));

            assertThatExceptionOfType(CorruptDataException.class)
                    .isThrownBy(
                            () -> readers.chunks(bench.tools).bytes(inOrder().get(0)))
                    .withMessageContaining("is lost");
        }
    }

    @Test
    void chunksThatNobodyKnowsArePassedOver() {
        bench.storePack(random, new int[] {1_000});
        List<ChunkId> wanted = inOrder();
        wanted.add(0, new ChunkId(1, 2, 3, 4));
        try (PackReaders readers = new PackReaders(recording, bench.index, 1, PLENTY)) {
            readers.expect(wanted(wanted));

            assertAllRead(readers, inOrder());
        }
        recording.assertCalls(StoreVerb.READ, "packs/", 1);
    }

    @Test
    void whatCannotBeFoundOutAboutWhatIsWantedChangesNothing() {
        bench.storePack(random, new int[] {1_000});
        AtomicInteger asked = new AtomicInteger();
        try (PackReaders readers = new PackReaders(recording, bench.index, 1, PLENTY)) {
            readers.expect(() -> {
                asked.incrementAndGet();
                throw new CorruptDataException("A node is damaged");
            });

            assertAllRead(readers, inOrder());
        }
        assertThat(asked).hasValue(1);
    }

    private void assertReadBack(BackupStore store, int room, List<ChunkId> ids) {
        try (PackReaders readers = new PackReaders(store, bench.index, 1, room)) {
            readers.expect(wanted(ids));
            assertAllRead(readers, ids);
        }
    }

    private void assertAllRead(PackReaders readers, List<ChunkId> ids) {
        ChunkReader reader = readers.chunks(bench.tools);
        ids.forEach(id -> assertThat(reader.bytes(id)).isEqualTo(bench.chunks.get(id)));
    }

    private void storeNineBlocks() {
        for (int pack = 0; pack < 3; pack++) {
            bench.storePack(random, new int[] {600_000}, new int[] {600_000}, new int[] {600_000});
        }
    }

    private List<ChunkId> inOrder() {
        return new ArrayList<>(bench.chunks.keySet());
    }

    private static WantedChunks wanted(List<ChunkId> ids) {
        Iterator<ChunkId> all = List.copyOf(ids).iterator();
        return () -> all.hasNext() ? all.next() : null;
    }

    /** Has no memory for its readers ahead. */
    private record SmallStore(BackupStore store) implements BackupStore {
        @Override
        public String location() {
            return store.location();
        }

        @Override
        public void put(String name, ObjectBody body) throws IOException {
            store.put(name, body);
        }

        @Override
        public InputStream read(String name, long offset, long length) throws IOException {
            if (Thread.currentThread().getName().startsWith("backup4j-read")) {
                throw new OutOfMemoryError("Cannot reserve direct buffer memory");
            }
            return store.read(name, offset, length);
        }

        @Override
        public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
            store.list(prefix, visitor);
        }

        @Override
        public void delete(String name) throws IOException {
            store.delete(name);
        }

        @Override
        public void close() {}
    }
}
