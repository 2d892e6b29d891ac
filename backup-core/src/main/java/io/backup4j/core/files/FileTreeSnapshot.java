package io.backup4j.core.files;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A walk through a file tree, as entries. */
final class FileTreeSnapshot implements SourceSnapshot {
    private final TreeWalk walk;
    private final SourceContext context;
    private final Owners owners = new Owners();
    private final HardLinks hardLinks = new HardLinks();
    private final ExtendedAttributes attributes = new ExtendedAttributes();

    FileTreeSnapshot(TreeWalk walk, SourceContext context) {
        this.walk = walk;
        this.context = context;
    }

    @Override
    public @Nullable SourceEntry next() throws IOException {
        Item.Node node = walk.next();
        return node == null ? null : entry(node);
    }

    @Override
    public void close() {
        walk.close();
    }

    private SourceEntry entry(Item.Node node) {
        FileStat stat = node.stat();
        HardLinks.LinkedFile linked = hardLinks.named(node.path(), node.file(), stat);
        ByteString firstName = linked == null ? null : linked.firstName(node.path());
        EntryKind kind = firstName != null ? EntryKind.HARD_LINK : kind(stat);
        Entry entry = new Entry(
                node.path(),
                kind,
                kind == EntryKind.FILE ? stat.size() : 0,
                stat.modified(),
                stat.isPosix() ? owners.of(node.file(), stat) : null,
                firstName != null ? firstName : node.link(),
                Map.of());
        ByteString stamp = kind == EntryKind.FILE ? Stamps.of(stat, context.startedAt()) : ByteString.empty();
        return new FileEntry(entry, stamp, node.file(), stat, linked, hardLinks, attributes, context);
    }

    private static EntryKind kind(FileStat stat) {
        if (stat.isDirectory()) {
            return EntryKind.DIRECTORY;
        }
        return stat.isLink() ? EntryKind.SYMBOLIC_LINK : EntryKind.FILE;
    }
}
