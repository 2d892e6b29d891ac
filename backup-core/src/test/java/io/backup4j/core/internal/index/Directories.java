package io.backup4j.core.internal.index;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes directories of packs that do not exist. */
final class Directories {
    private Directories() {}

    static ChunkId chunk(Random random) {
        return new ChunkId(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    static List<ChunkId> chunks(Random random, int count) {
        return IntStream.range(0, count).mapToObj(number -> chunk(random)).toList();
    }

    static ObjectId pack(Random random) {
        return new ObjectId(random.nextLong(), random.nextLong());
    }

    /** A pack of these chunks, cut into blocks of at most seven. */
    static PackDirectory of(Random random, List<ChunkId> chunks) {
        ObjectId pack = pack(random);
        List<PackDirectory.Block> blocks = new ArrayList<>();
        long offset = BlockLocation.FIRST_OFFSET;
        for (int from = 0; from < chunks.size(); ) {
            int to = Math.min(chunks.size(), from + 1 + random.nextInt(7));
            ChunkList list = new ChunkList();
            chunks.subList(from, to).forEach(id -> list.add(id, 1 + random.nextInt(1000)));
            int sealed = 21 + random.nextInt(1000);
            BlockLocation location = new BlockLocation(pack, blocks.size(), offset, sealed, list.plainLength());
            blocks.add(new PackDirectory.Block(location, list));
            offset = location.end();
            from = to;
        }
        return new PackDirectory(pack, 0, offset + 100, blocks);
    }

    static PackDirectory of(Random random, int chunks) {
        return of(random, chunks(random, chunks));
    }
}
