package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.format.ObjectNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a location has.
 *
 * @param sizes bytes of each object, by name
 */
record Inventory(Map<String, Long> sizes) {
    /** Where a replicated store keeps its own notes; nobody else is told of them. */
    static final String NOTES = "replicas/";

    static final String DELETED = NOTES + "deleted/";

    static Inventory of(BackupStore store) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        store.list("", object -> sizes.put(object.name(), object.size()));
        return new Inventory(sizes);
    }

    static boolean isPoint(String name) {
        return name.startsWith(ObjectNames.POINTS);
    }

    /** Returns whether the name is random, so that nobody else can want it. */
    static boolean isUncontested(String name) {
        return name.startsWith(ObjectNames.PACKS) || name.startsWith(ObjectNames.INDEX_SEGMENTS);
    }

    /** Returns the restore points; of those that are marked as deleted a prune may have taken something away. */
    Set<RestorePointId> points() {
        Set<RestorePointId> points = new TreeSet<>(Comparator.comparing(RestorePointId::value));
        sizes.keySet().forEach(name -> ObjectNames.pointId(name).ifPresent(points::add));
        sizes.keySet().forEach(name -> ObjectNames.deletedPoint(name).ifPresent(points::remove));
        return points;
    }

    /** Returns what a restore point may need and {@code replica} has not, or has with another size. */
    List<String> neededBut(Inventory replica) {
        return but(replica, Inventory::isNeeded);
    }

    /** Returns all that {@code replica} has not, or has with another size; in an order in which nothing comes before what it needs. */
    List<String> allBut(Inventory replica) {
        List<String> names = but(replica, name -> !name.startsWith(NOTES));
        names.sort(Comparator.comparing(Inventory::isPoint).thenComparing(Comparator.naturalOrder()));
        return names;
    }

    private List<String> but(Inventory replica, Predicate<String> wanted) {
        List<String> names = new ArrayList<>();
        sizes.forEach((name, size) -> {
            if (wanted.test(name) && !size.equals(replica.sizes.get(name))) {
                names.add(name);
            }
        });
        return names;
    }

    private static boolean isNeeded(String name) {
        return isUncontested(name) || name.equals(ObjectNames.CONFIG) || name.startsWith(ObjectNames.KEY_SLOTS);
    }
}
