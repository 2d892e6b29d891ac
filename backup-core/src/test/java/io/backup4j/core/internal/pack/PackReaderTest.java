package io.backup4j.core.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.Compression;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.PackDirectory;
import io.backup4j.testkit.RecordingStore;
import io.backup4j.testkit.StoreVerb;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PackReaderTest {
    private static final ObjectId PACK = new ObjectId(1, 2);

    private final Random random = new Random(1);
    private final Bench bench = Bench.encrypted();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void readsTheDirectoryThatWasWritten() {
        PackDirectory pack = bench.storePack(random, new int[] {1, 2, 3}, new int[] {600_000}, new int[] {70});

        assertSame(bench.readers().packs(bench.tools).directory(pack.pack(), pack.size()), pack);
    }

    @Test
    void readsADirectoryThatIsLargerThanTheFirstRead() {
        int[] tiny = new int[4000];
        Arrays.fill(tiny, 9);
        PackDirectory pack = bench.storePack(random, tiny, new int[] {1_000_000});

        RecordingStore recording = RecordingStore.over(bench.store);
        PackReader reader = new PackReaders(recording, new ChunkIndex(), 1, 0).packs(bench.tools);
        assertSame(reader.directory(pack.pack(), pack.size()), pack);
        recording.assertCalls(StoreVerb.READ, "packs/", 3);
    }

    @Test
    void chunksAreFoundAgainFromDirectoriesAlone() {
        PackDirectory pack = bench.storePack(random, new int[] {1, 2, 3}, new int[] {600_000});
        ChunkIndex rebuilt = new ChunkIndex();
        PackReaders readers = new PackReaders(bench.store, rebuilt, 1, 0);
        rebuilt.add(readers.packs(bench.tools).directory(pack.pack(), pack.size()));

        ChunkReader chunks = readers.chunks(bench.tools);
        bench.chunks.forEach((id, bytes) -> assertThat(chunks.bytes(id)).isEqualTo(bytes));
    }

    @Test
    void aPackTooSmallForItsFooterIsCorrupt() {
        String name = ObjectNames.pack(PACK);
        for (int size = 0; size < 100; size++) {
            bench.store.overwrite(name, new byte[size]);
            int listed = size;
            assertThatExceptionOfType(CorruptDataException.class)
                    .isThrownBy(() -> bench.readers().packs(bench.tools).directory(PACK, listed))
                    .withMessageContaining(name);
        }
    }

    @Test
    void everyTruncationOfADirectoryIsFound() {
        PackDirectory pack = bench.storePack(random, new int[] {1, 2}, new int[] {3});
        byte[] payload = DirectoryFormat.write(pack.blocks());

        for (int length = 0; length < payload.length; length++) {
            byte[] cut = Arrays.copyOf(payload, length);
            assertThatThrownBy(() -> DirectoryFormat.read("Pack x", PACK, cut))
                    .as("Cut to %s of %s", length, payload.length)
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("Pack x");
        }
    }

    @Test
    void directoriesThatAreNoneAreFound() {
        assertCorrupt(out -> out.u8(1).u32(1).varint(0));
        assertCorrupt(out -> out.u8(0).u32(2).varint(0));
        assertCorrupt(out -> out.u8(0).u32(2).varint(0).u8(1));
        assertCorrupt(out -> chunk(out.u8(0).u32(36).varint(1).varint(30).varint(1), 0));
        assertThat(DirectoryFormat.read(
                        "Pack x", PACK, bytes(out -> out.u8(0).u32(2).varint(0).u8(0))))
                .isEmpty();
    }

    @Test
    void aDirectoryThatListsMoreThanThereIsIsFound() {
        byte[] payload =
                bytes(out -> chunk(out.u8(0).u32(36).varint(1).varint(30).varint(1), 5));
        ByteWriter object = new ByteWriter(0);
        PACK.writeTo(object.raw(ObjectFrame.header(ObjectKind.PACK)));
        object.raw(payload).u32(payload.length);
        ObjectFrame.appendCheck(object);
        try (Bench plain = Bench.of(false, Compression.none())) {
            plain.store.overwrite(ObjectNames.pack(PACK), object.toByteArray());

            assertThatExceptionOfType(CorruptDataException.class)
                    .isThrownBy(() -> plain.readers().packs(plain.tools).directory(PACK, object.size()))
                    .withMessageContaining("more blocks than there are bytes");
        }
    }

    private static void assertCorrupt(Consumer<ByteWriter> content) {
        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> DirectoryFormat.read("Pack x", PACK, bytes(content)))
                .withMessageContaining("Pack x");
    }

    private static void chunk(ByteWriter out, int length) {
        new ChunkId(1, 2, 3, 4).writeTo(out);
        out.varint(length);
    }

    private static byte[] bytes(Consumer<ByteWriter> content) {
        ByteWriter out = new ByteWriter(0);
        content.accept(out);
        return out.toByteArray();
    }

    private static void assertSame(PackDirectory found, PackDirectory expected) {
        assertThat(found.layout()).isEqualTo(expected.layout());
        for (int block = 0; block < expected.blocks().size(); block++) {
            PackDirectory.Block one = found.blocks().get(block);
            assertThat(Bench.ids(one)).isEqualTo(Bench.ids(expected.blocks().get(block)));
            assertThat(one.chunks().length(0))
                    .isEqualTo(expected.blocks().get(block).chunks().length(0));
        }
    }
}
