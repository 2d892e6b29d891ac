package io.backup4j.core.internal.pack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.core.Compression;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.PackDirectory;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class PackFuzzTest {
    private static final ObjectId PACK = new ObjectId(1, 2);
    private static final int[][] BLOCKS = {{1, 2, 300}, {400}, {70, 70}};

    static Stream<byte[]> packs() {
        try (Bench bench = Bench.of(false, Compression.zstd())) {
            PackDirectory pack = bench.storePack(new Random(1), BLOCKS);
            return Fuzz.seeds(Stream.of(bench.store.readAll(ObjectNames.pack(pack.pack()))));
        }
    }

    /** Nothing vouches for the packs of a repository that is not encrypted, so everything in them is reached. */
    @MethodSource("packs")
    @FuzzTest
    void pack(byte[] object) {
        try (Bench bench = Bench.of(false, Compression.none())) {
            readAll(bench, object);
            readAll(bench, Fuzz.checked(object));
        }
    }

    private static void readAll(Bench bench, byte[] object) {
        bench.store.overwrite(ObjectNames.pack(PACK), object);
        ChunkIndex index = new ChunkIndex();
        PackReaders readers = new PackReaders(bench.store, index, 1, 0);
        PackReader reader = readers.packs(bench.tools);
        Fuzz.read(() -> {
            PackDirectory directory = reader.directory(PACK, object.length);
            index.add(directory);
            ChunkReader chunks = readers.chunks(bench.tools);
            for (PackDirectory.Block block : directory.blocks()) {
                Bench.ids(block).forEach(id -> Fuzz.read(() -> chunks.bytes(id)));
            }
        });
        reader.verify(PACK, object.length);
    }
}
