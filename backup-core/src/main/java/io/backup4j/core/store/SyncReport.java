package io.backup4j.core.store;

import java.util.List;

/**
 * What bringing the replicas up to the primary came to.
 *
 * @param locations one for each replica, in their order
 */
public record SyncReport(List<Location> locations) {
    /** Copies the list. */
    public SyncReport {
        locations = List.copyOf(locations);
    }

    /**
     * What was done at one replica.
     *
     * @param location where it lies
     * @param copied objects that were missing there and are there now
     * @param bytes of these
     * @param deleted objects whose deletion had not reached it
     * @param failures what could not be done; empty when the replica has all that the primary has
     */
    public record Location(String location, long copied, long bytes, long deleted, List<String> failures) {
        /** Copies the list. */
        public Location {
            failures = List.copyOf(failures);
        }
    }

    /** Returns whether every replica has all that the primary has. */
    public boolean isComplete() {
        return locations.stream().allMatch(location -> location.failures().isEmpty());
    }
}
