package io.backup4j.core.store;

import io.backup4j.api.RestorePointId;
import java.util.Optional;
import java.util.Set;

/**
 * How a location stands.
 *
 * @param location where it lies
 * @param points the restore points that are complete there; deleted ones are not among them
 * @param missing objects that the primary has and this location has not, or with another size
 * @param failure why nothing is known of the rest: the location could not be asked, or holds another repository than the primary
 */
public record LocationStatus(String location, Set<RestorePointId> points, long missing, Optional<String> failure) {
    /** Copies the set. */
    public LocationStatus {
        points = Set.copyOf(points);
    }
}
