package io.backup4j.core.internal.compare;

import io.backup4j.api.ByteString;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.core.internal.manifest.ManifestCursor;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.tree.NodeReader;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files that the hard links of one component are names of. One thread at a time. */
final class HardLinks {
    private final @Nullable ManifestCursor manifest;
    private final Map<EntryPath, Optional<ManifestEntry>> found = new HashMap<>();

    HardLinks(Optional<TreeRef> manifest, NodeReader nodes) {
        this.manifest = manifest.map(tree -> new ManifestCursor(nodes, tree)).orElse(null);
    }

    /** Returns the entry that has the content: the file of a hard link, and of anything else, or of a link to nothing, itself. */
    ManifestEntry file(ManifestEntry entry) {
        ByteString link = entry.entry().link();
        return entry.entry().kind() == EntryKind.HARD_LINK && link != null
                ? find(EntryPath.ofBytes(link.toByteArray())).orElse(entry)
                : entry;
    }

    /** Returns whether what is at a path, if anything is, is another file than the one at a second path. */
    boolean isOther(EntryPath path, EntryPath file) {
        return find(path)
                .filter(entry -> !file(entry).entry().path().equals(file))
                .isPresent();
    }

    private Optional<ManifestEntry> find(EntryPath path) {
        return manifest == null ? Optional.empty() : found.computeIfAbsent(path, manifest::find);
    }
}
