package io.backup4j.core.internal.backup;

import io.backup4j.core.BackupRequest;
import io.backup4j.core.BackupRequest.NamedSource;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.List;
import java.util.Optional;

/** Finds the manifest that knows best what has not changed: of the newest point with a component of this name from this place. */
final class PreviousManifest {
    private PreviousManifest() {}

    static Optional<TreeRef> of(BackupRequest request, NamedSource named, List<StoredPoint> newestFirst) {
        if (request.readsEverything()) {
            return Optional.empty();
        }
        return newestFirst.stream()
                .filter(stored -> isFrom(stored, named))
                .findFirst()
                .flatMap(stored -> stored.manifest(named.name()));
    }

    private static boolean isFrom(StoredPoint stored, NamedSource named) {
        return stored.point()
                .component(named.name())
                .filter(component ->
                        component.sourceType().equals(named.source().type()))
                .filter(component ->
                        component.sourceLocation().equals(named.source().location()))
                .isPresent();
    }
}
