package io.backup4j.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeCursorTest {
    private static final int ITEMS = 300_000;

    private final Map<ChunkId, byte[]> nodes = new HashMap<>();

    @Test
    void eachNodeIsExpectedBeforeItIsRead() {
        TreeRef tree = write();
        assertThat(tree.level()).isGreaterThan(1);
        Reader reader = new Reader();
        TreeCursor cursor = new TreeCursor(reader, tree);
        int items = 0;
        for (ByteReader item = cursor.next(); item != null; item = cursor.next()) {
            assertThat(item.varint()).isEqualTo(items++);
        }

        assertThat(items).isEqualTo(ITEMS);
        assertThat(reader.read).isEqualTo(nodes.size());
        assertThat(reader.expected).isEmpty();
    }

    private TreeRef write() {
        TreeWriter writer = new TreeWriter((buffer, offset, length) -> {
            ChunkId id = new ChunkId(nodes.size(), 1, 2, 3);
            nodes.put(id, Arrays.copyOfRange(buffer, offset, offset + length));
            return id;
        });
        Random random = new Random(1);
        for (int item = 0; item < ITEMS; item++) {
            ByteWriter bytes = new ByteWriter(512).varint(item).raw(new byte[400], 0, random.nextInt(400));
            writer.add(bytes, random.nextLong(), new byte[100]);
        }
        return writer.finish().orElseThrow();
    }

    /** Requires that nodes come in the order that was told for their level. */
    private final class Reader implements NodeReader {
        private final Deque<Deque<ChunkId>> expected = new ArrayDeque<>();
        private int read;

        @Override
        public byte[] read(ChunkId id) {
            if (read++ > 0) {
                assertThat(expected.getFirst().remove()).isEqualTo(id);
            }
            expected.removeIf(Deque::isEmpty);
            return nodes.get(id);
        }

        @Override
        public void expect(Iterator<ChunkId> next) {
            List<ChunkId> all = new ArrayList<>();
            next.forEachRemaining(all::add);
            assertThat(all).isNotEmpty();
            expected.push(new ArrayDeque<>(all));
        }
    }
}
