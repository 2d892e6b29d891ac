package io.backup4j.core.internal.points;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.Map;
import java.util.Optional;

/**
 * A restore point as it is stored.
 *
 * @param point what everybody may know of it
 * @param manifests the manifest of each component by name; a component without entries has none
 * @param seen the newest collection that its writer knew, 0 for none
 */
public record StoredPoint(RestorePoint point, Map<String, TreeRef> manifests, long seen) {
    /** Takes a copy of the map. */
    public StoredPoint {
        manifests = Map.copyOf(manifests);
    }

    /** Returns the manifest of a component. */
    public Optional<TreeRef> manifest(String component) {
        return Optional.ofNullable(manifests.get(component));
    }
}
