package io.backup4j.core;

import io.backup4j.api.Entry;
import io.backup4j.api.RestorePointId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two restore points.
 *
 * @param from the earlier point
 * @param to the later point
 * @param changes the differences, component by component, in the order of their paths; immutable
 */
public record ChangeReport(RestorePointId from, RestorePointId to, List<Change> changes) {
    /** Takes a copy of the list. */
    public ChangeReport {
        changes = List.copyOf(changes);
    }

    /** Returns how many entries each kind of change has hit. */
    public Map<Change.Kind, Long> counts() {
        Map<Change.Kind, Long> counts = new EnumMap<>(Change.Kind.class);
        for (Change.Kind kind : Change.Kind.values()) {
            counts.put(kind, changes.stream().filter(c -> c.kind() == kind).count());
        }
        return counts;
    }

    /** Returns bytes of content in added and modified entries, as they are in the later point. */
    public long bytesAdded() {
        return changes.stream()
                .filter(c -> c.kind() == Change.Kind.ADDED || c.kind() == Change.Kind.MODIFIED)
                .mapToLong(c -> size(c.after()))
                .sum();
    }

    /** Returns bytes of content in deleted and modified entries, as they were in the earlier point. */
    public long bytesRemoved() {
        return changes.stream()
                .filter(c -> c.kind() == Change.Kind.DELETED || c.kind() == Change.Kind.MODIFIED)
                .mapToLong(c -> size(c.before()))
                .sum();
    }

    private static long size(@Nullable Entry entry) {
        return entry == null ? 0 : entry.size();
    }
}
