package io.backup4j.core.internal.points;

import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A restore point as it is stored.
 *
 * @param point what everybody may know of it
 * @param manifests the manifest of each component by name; a component without entries has none
 * @param seen the newest collection that its writer knew, 0 for none
 * @param after the heads that its writer saw (FORMAT 17)
 */
public record StoredPoint(RestorePoint point, Map<String, TreeRef> manifests, long seen, List<RestorePointId> after) {
    /** Takes copies. */
    public StoredPoint {
        manifests = Map.copyOf(manifests);
        after = List.copyOf(after);
    }

    /** Returns the id of the point. */
    public RestorePointId id() {
        return point.id();
    }

    /** Returns the manifest of a component. */
    public Optional<TreeRef> manifest(String component) {
        return Optional.ofNullable(manifests.get(component));
    }
}
