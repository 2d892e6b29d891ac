package io.backup4j.core.internal.tree;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a list of items into nodes, and the list of nodes again, until one is left. One thread at a time. */
public final class TreeWriter {
    private static final int MINIMUM_NODE = 16 << 10;
    private static final int MAXIMUM_NODE = 256 << 10;
    private static final int BOUNDARY_BITS = 8;
    private static final byte[] NO_BOUND = new byte[0];

    private final ChunkSink chunks;
    private final List<Level> levels = new ArrayList<>();

    /** Begins an empty list whose nodes go to {@code chunks}. */
    public TreeWriter(ChunkSink chunks) {
        this.chunks = chunks;
    }

    /**
     * Appends an item.
     *
     * @param item its bytes; may be used again afterwards
     * @param boundary its boundary hash
     * @param bound its key, kept by reference; empty where items are not found by key
     */
    public void add(ByteWriter item, long boundary, byte[] bound) {
        add(0, item, boundary, bound, 1);
    }

    /** Completes the tree, none when there was no item. */
    public Optional<TreeRef> finish() {
        for (int level = 0; level < levels.size(); level++) {
            boolean top = level == levels.size() - 1;
            if (top && levels.get(level).nodes == 0) {
                return root(level);
            }
            if (levels.get(level).items > 0) {
                endNode(level);
            }
        }
        return Optional.empty();
    }

    private Optional<TreeRef> root(int level) {
        Level top = levels.get(level);
        ByteWriter node = top.node;
        ChunkId id = chunks.store(node.buffer(), 0, node.size());
        return Optional.of(new TreeRef(level, id, node.size(), top.items));
    }

    private void add(int level, ByteWriter item, long boundary, byte[] bound, long items) {
        if (level == levels.size()) {
            levels.add(new Level(level));
        }
        Level current = levels.get(level);
        if (current.items > 0 && current.node.size() + item.size() > MAXIMUM_NODE) {
            endNode(level);
        }
        current.append(item, bound, items);
        if (current.node.size() >= MINIMUM_NODE && boundary >>> (Long.SIZE - BOUNDARY_BITS) == 0) {
            endNode(level);
        }
    }

    /** Hands a finished node up; the level above is created by the first, so a list of one node stays one node. */
    private void endNode(int level) {
        Level current = levels.get(level);
        ChunkId id = chunks.store(current.node.buffer(), 0, current.node.size());
        ByteWriter item = new ByteWriter(256);
        id.writeTo(item);
        item.varint(current.node.size()).varint(current.items).bytes(current.bound);
        long items = current.items;
        byte[] bound = current.bound;
        current.begin();
        current.nodes++;
        add(level + 1, item, id.a(), bound, items);
    }

    /** The node of one level that is being filled. */
    private static final class Level {
        private final int level;
        private final ByteWriter node = new ByteWriter(256);
        private byte[] bound = NO_BOUND;
        private long items;
        private long nodes;

        Level(int level) {
            this.level = level;
            begin();
        }

        void begin() {
            node.clear();
            node.u8(level);
            items = 0;
        }

        void append(ByteWriter item, byte[] newBound, long newItems) {
            node.varint(item.size()).raw(item.buffer(), 0, item.size());
            bound = newBound;
            items += newItems;
        }
    }
}
