package io.backup4j.core.internal.backup;

import io.backup4j.api.ByteString;
import io.backup4j.api.Component;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.BackupRequest.NamedSource;
import io.backup4j.core.internal.manifest.ManifestCursor;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.tree.NodeReader;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the manifest that knows best what has not changed: of the newest point with a component of this name from this place. */
final class PreviousManifest {
    private static final Logger LOG = LoggerFactory.getLogger(PreviousManifest.class);

    private PreviousManifest() {}

    static Optional<TreeRef> of(BackupRequest request, NamedSource named, List<StoredPoint> newestFirst) {
        if (request.readsEverything()) {
            return Optional.empty();
        }
        return newestFirst.stream()
                .filter(stored -> component(stored, named).isPresent())
                .findFirst()
                .flatMap(stored -> stored.manifest(named.name()));
    }

    /** Returns what the newest such point says of the component. */
    static Optional<Component> component(NamedSource named, List<StoredPoint> newestFirst) {
        return newestFirst.stream()
                .flatMap(stored -> component(stored, named).stream())
                .findFirst();
    }

    /** Returns what a manifest knows of single entries; a damaged one knows nothing, which only costs time. */
    static ComponentJob.Known known(Optional<TreeRef> manifest, NodeReader nodes) {
        return path -> {
            try {
                return manifest.flatMap(tree -> new ManifestCursor(nodes, tree).find(path))
                        .map(ManifestEntry::stamp)
                        .orElse(ByteString.empty());
            } catch (CorruptDataException | UnsupportedFormatException e) {
                LOG.debug("The manifest of the previous backup is damaged: '{}' is read", path, e);
                return ByteString.empty();
            }
        };
    }

    private static Optional<Component> component(StoredPoint stored, NamedSource named) {
        return stored.point()
                .component(named.name())
                .filter(component ->
                        component.sourceType().equals(named.source().type()))
                .filter(component ->
                        component.sourceLocation().equals(named.source().location()));
    }
}
