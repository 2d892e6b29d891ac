package io.backup4j.core.internal.manifest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PosixAttributes;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.core.internal.content.ChunkHasher;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.manifest.ManifestEntry.PageDigests;
import io.backup4j.core.internal.tree.NodeReader;
import io.backup4j.core.internal.tree.TreeRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestFuzzTest {
    private static final ByteString DIGEST = ByteString.of(new byte[32]);
    private static final ChunkId CHUNK = ChunkId.of(new byte[ChunkId.LENGTH], 0);
    private static final TreeRef TREE = new TreeRef(1, CHUNK, 100, 7);
    private static final int MOST_STEPS = 10_000;

    /** Nodes of a manifest that has everything an entry can have. */
    static Stream<byte[]> nodes() {
        List<byte[]> nodes = new ArrayList<>();
        ManifestWriter writer = new ManifestWriter(
                (buffer, offset, length) -> {
                    nodes.add(Arrays.copyOfRange(buffer, offset, offset + length));
                    return CHUNK;
                },
                new long[256]);
        writer.add(entry("a", EntryKind.DIRECTORY, null, Content.none(), null));
        writer.add(entry("b", EntryKind.SYMBOLIC_LINK, ByteString.utf8("a"), Content.none(), null));
        writer.add(entry("c", EntryKind.FILE, null, new Content.OneChunk(DIGEST), null));
        writer.add(entry("d", EntryKind.HARD_LINK, ByteString.utf8("c"), Content.none(), null));
        writer.add(entry("e", EntryKind.FILE, null, new Content.Extents(DIGEST, extents()), pages()));
        writer.add(entry("f", EntryKind.FILE, null, new Content.Tree(ByteString.empty(), TREE), null));
        writer.finish();
        return Fuzz.seeds(nodes.stream());
    }

    @MethodSource("nodes")
    @FuzzTest
    void node(byte[] node) {
        if (node.length == 0) {
            Fuzz.read(() -> walk(id -> node, 0));
        }
        // Every chunk is this node, of the level that the first byte of its id says; so a node can have children.
        NodeReader nodes = id -> {
            byte[] copy = node.clone();
            copy[0] = (byte) level(id);
            return copy;
        };
        if (node.length > 0) {
            walk(nodes, 0);
            walk(nodes, 1);
        }
    }

    private static void walk(NodeReader nodes, int level) {
        byte[] root = new byte[ChunkId.LENGTH];
        root[0] = (byte) level;
        TreeRef tree = new TreeRef(level, ChunkId.of(root, 0), 1, 1);
        Fuzz.read(() -> {
            ManifestCursor cursor = new ManifestCursor(nodes, tree);
            for (ManifestEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                ManifestEntry found = entry;
                Fuzz.read(() -> readContent(found.content(), found.entry().size(), nodes));
                PageDigests pages = found.pages();
                if (pages != null) {
                    Fuzz.read(() -> readContent(pages.content(), pages.size(), nodes));
                }
            }
        });
        Fuzz.read(() -> new ManifestCursor(nodes, tree).find(EntryPath.of("d")));
    }

    private static void readContent(Content content, long size, NodeReader nodes) {
        try (KeyTree keys = KeyTree.unencrypted(new ObjectId(1, 2))) {
            Extents extents = Extents.of(content, size, ChunkHasher.of(keys), nodes);
            int steps = 0;
            while (extents.next() != null && steps < MOST_STEPS) {
                steps++;
            }
        }
    }

    private static int level(ChunkId id) {
        return Character.digit(id.toString().charAt(1), 16) & 1;
    }

    private static ManifestEntry entry(
            String path, EntryKind kind, @Nullable ByteString link, Content content, @Nullable PageDigests pages) {
        PosixAttributes posix = new PosixAttributes(0644, 1, 2, "owner", "group");
        Entry entry = new Entry(
                EntryPath.of(path),
                kind,
                kind == EntryKind.FILE ? 1_000 : 0,
                Instant.EPOCH,
                posix,
                link,
                Map.of("user.a", ByteString.utf8("b")));
        return new ManifestEntry(entry, ByteString.utf8("stamp"), content, pages);
    }

    private static List<Extent> extents() {
        return List.of(new Extent.Whole(CHUNK, 500), new Extent.Zeros(400), new Extent.Part(CHUNK, 10, 100));
    }

    private static PageDigests pages() {
        return new PageDigests(4096, 16, new Content.Extents(ByteString.empty(), List.of(new Extent.Whole(CHUNK, 16))));
    }
}
