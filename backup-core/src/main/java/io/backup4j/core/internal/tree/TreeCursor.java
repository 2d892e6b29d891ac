package io.backup4j.core.internal.tree;

import io.backup4j.api.ByteString;
import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ByteReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks the items of a tree in order. It stands before a node that it has not read yet, before an item, or at the end; so
 * whoever knows that a node holds nothing new can pass over it unread. One thread at a time.
 */
public final class TreeCursor {
    private final NodeReader nodes;
    private final Deque<OpenNode> open = new ArrayDeque<>();
    private @Nullable Node pending;
    private @Nullable ByteReader item;

    /** Stands before the root node. */
    public TreeCursor(NodeReader nodes, TreeRef tree) {
        this.nodes = nodes;
        this.pending = new Node(tree.level(), tree.root(), tree.items(), null);
    }

    /**
     * A node that has not been read.
     *
     * @param level 0 for nodes of items
     * @param id its chunk
     * @param items items of level 0 below it
     * @param bound key of the last of them; null for a root
     */
    public record Node(
            int level, ChunkId id, long items, @Nullable ByteString bound) {}

    /** Returns the node before which the cursor stands, none when it stands before an item or at the end. */
    public Optional<Node> node() {
        return Optional.ofNullable(pending);
    }

    /** Passes over the node before which the cursor stands, without reading it. */
    public void skip() {
        pending = null;
        settle();
    }

    /** Reads the node before which the cursor stands and stands before what is first in it. */
    public void enter() {
        Node node = Objects.requireNonNull(pending);
        pending = null;
        open.push(opened(node));
        settle();
    }

    /** Enters nodes until the cursor stands before an item; returns it, or null at the end. It stays there. */
    public @Nullable ByteReader peek() {
        while (pending != null) {
            enter();
        }
        return item;
    }

    /** Returns the item before which the cursor stands, entering nodes to reach it, and moves on; null at the end. */
    public @Nullable ByteReader next() {
        ByteReader current = peek();
        item = null;
        if (current != null) {
            settle();
        }
        return current;
    }

    /** Passes over nodes whose last key makes {@code before} true, until one does not, and enters that. */
    public void seek(Predicate<ByteString> before) {
        while (pending != null) {
            ByteString bound = pending.bound();
            if (bound != null && before.test(bound)) {
                skip();
            } else {
                enter();
            }
        }
    }

    /** Stands before the next thing of the innermost open node that has one. */
    private void settle() {
        while (!open.isEmpty() && open.peek().items.remaining() == 0) {
            open.pop();
        }
        if (open.isEmpty()) {
            return;
        }
        OpenNode node = open.peek();
        ByteReader next = node.items.nested();
        if (node.level == 0) {
            item = next;
        } else {
            pending = child(next, node.level - 1);
        }
    }

    private OpenNode opened(Node node) {
        byte[] bytes = nodes.read(node.id());
        ByteReader items = items(node, bytes);
        if (node.level() > 0) {
            nodes.expect(new Children(items(node, bytes)));
        }
        return new OpenNode(node.level(), items);
    }

    private static ByteReader items(Node node, byte[] bytes) {
        ByteReader items = new ByteReader("manifest node " + node.id(), bytes);
        int level = items.u8();
        if (level != node.level()) {
            throw new CorruptDataException(
                    "Node " + node.id() + " should be of level " + node.level() + " and is of level " + level);
        }
        return items;
    }

    private static Node child(ByteReader item, int level) {
        ChunkId id = ChunkId.read(item);
        item.varint();
        long items = item.varint();
        ByteString bound = item.byteString();
        item.requireEnd();
        return new Node(level, id, items, bound);
    }

    private record OpenNode(int level, ByteReader items) {}

    /** The chunks of the nodes below one. */
    private record Children(ByteReader items) implements Iterator<ChunkId> {
        @Override
        public boolean hasNext() {
            return items.remaining() > 0;
        }

        @Override
        public ChunkId next() {
            return ChunkId.read(items.nested());
        }
    }
}
