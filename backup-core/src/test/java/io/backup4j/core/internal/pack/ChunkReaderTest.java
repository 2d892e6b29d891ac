package io.backup4j.core.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.StoreException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.BlockLocation;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.ChunkList;
import io.backup4j.core.internal.index.PackDirectory;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.RecordingStore;
import io.backup4j.testkit.StoreVerb;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChunkReaderTest {
    private final Random random = new Random(1);
    private final Bench bench = Bench.encrypted();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void readsEveryBlockOnceAndTheHeadWithTheFirst() {
        bench.storePack(random, new int[] {1, 2, 3}, new int[] {4, 5, 6});
        RecordingStore recording = RecordingStore.over(bench.store);
        ChunkReader reader = new PackReaders(recording, bench.index, 8 << 20, 0).chunks(bench.tools);

        for (int round = 0; round < 3; round++) {
            bench.chunks.forEach((id, bytes) -> assertThat(reader.bytes(id)).isEqualTo(bytes));
        }
        recording.assertCalls(StoreVerb.READ, "packs/", 2);
    }

    @Test
    void anUnknownChunkIsLost() {
        ChunkReader reader = bench.readers().chunks(bench.tools);

        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> reader.bytes(new ChunkId(1, 2, 3, 4)))
                .withMessageContaining("lost")
                .withMessageContaining(new ChunkId(1, 2, 3, 4).toString());
    }

    @Test
    void aChunkThatIsNotWhereTheIndexSaysIsNotHandedOut() {
        PackDirectory pack = bench.storePack(random, new int[] {100, 100});
        PackDirectory.Block block = pack.blocks().get(0);
        ChunkList swapped = new ChunkList();
        swapped.add(block.chunks().id(1), 100);
        swapped.add(block.chunks().id(0), 100);
        ChunkIndex wrong = new ChunkIndex();
        wrong.add(new PackDirectory(
                pack.pack(), pack.epoch(), pack.size(), List.of(new PackDirectory.Block(block.location(), swapped))));
        ChunkReader reader = new PackReaders(bench.store, wrong, 1, 0).chunks(bench.tools);

        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> reader.bytes(block.chunks().id(0)))
                .withMessageContaining(ObjectNames.pack(pack.pack()))
                .withMessageContaining("block 0")
                .withMessageContaining(block.chunks().id(0).toString());
    }

    @Test
    void aBlockOfAnotherLengthThanTheIndexSaysIsCorrupt() {
        PackDirectory pack = bench.storePack(random, new int[] {100});
        BlockLocation right = pack.blocks().get(0).location();
        BlockLocation wrong = new BlockLocation(right.pack(), 0, right.offset(), right.sealedLength(), 99);
        ChunkIndex index = new ChunkIndex();
        ChunkList chunks = new ChunkList();
        chunks.add(pack.blocks().get(0).chunks().id(0), 99);
        index.add(new PackDirectory(
                pack.pack(), pack.epoch(), pack.size(), List.of(new PackDirectory.Block(wrong, chunks))));

        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> new PackReaders(bench.store, index, 1, 0)
                        .chunks(bench.tools)
                        .bytes(chunks.id(0)))
                .withMessageContaining("100 plain bytes instead of 99");
    }

    @Test
    void aPackOfANewerFormatSaysSo() {
        PackDirectory pack = bench.storePack(random, new int[] {100});
        byte[] bytes = bench.store.readAll(ObjectNames.pack(pack.pack()));
        bytes[5] = 2;
        bench.store.overwrite(ObjectNames.pack(pack.pack()), bytes);

        assertThatThrownBy(bench::assertAllReadable).isInstanceOf(UnsupportedFormatException.class);
    }

    @Test
    void whatTheConsumerThrowsIsHandedOnAndTheBlockReleased() {
        bench.storePack(random, new int[] {100}, new int[] {70_000});
        RecordingStore recording = RecordingStore.over(bench.store);
        ChunkReader reader = new PackReaders(recording, bench.index, 1, 0).chunks(bench.tools);
        IOException full = new IOException("The disk is full");

        for (ChunkId id : bench.chunks.keySet()) {
            assertThatThrownBy(() -> reader.read(id, (buffer, offset, length) -> {
                        throw full;
                    }))
                    .isSameAs(full);
        }
        bench.chunks.forEach((id, bytes) -> assertThat(reader.bytes(id)).isEqualTo(bytes));

        // A cache of one byte keeps only blocks in use: so every block was read twice.
        recording.assertCalls(StoreVerb.READ, "packs/", 4);
    }

    @Test
    void aStoreThatFailsIsNoDamageAndCanBeAskedAgain() {
        PackDirectory pack = bench.storePack(random, new int[] {100});
        ChunkId id = pack.blocks().get(0).chunks().id(0);
        FaultyStore faulty = FaultyStore.over(bench.store)
                .failAt(StoreVerb.READ, 1, Fault.FAIL_BEFORE)
                .failAt(StoreVerb.READ, 2, Fault.FAIL_AFTER)
                .failAt(StoreVerb.READ, 3, Fault.SHORT_READ)
                .failAt(StoreVerb.READ, 4, Fault.SHORT_READ);
        ChunkReader reader = new PackReaders(faulty, bench.index, 1, 0).chunks(bench.tools);

        // The block is tried with what lies before it, and then alone.
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> reader.bytes(id));
        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> reader.bytes(id))
                .withMessageContaining("it ends at byte");
        assertThat(reader.bytes(id)).isEqualTo(bench.chunks.get(id));
    }
}
