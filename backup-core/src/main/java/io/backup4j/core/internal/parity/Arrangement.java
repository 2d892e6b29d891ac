package io.backup4j.core.internal.parity;

import io.backup4j.core.internal.format.ObjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which parity there should be.
 *
 * @param made strips of objects that should be there and are not
 * @param kept objects that stay
 * @param dropped objects that go, and why; those that others stand in for only when these are there
 */
record Arrangement(List<List<Strip>> made, List<Parity> kept, Map<Parity, String> dropped) {
    /** Groups before singles; the rest so that everybody decides alike. */
    static final Comparator<Parity> STRONGEST_FIRST = Comparator.comparingInt(
                    (Parity parity) -> -parity.packs().size())
            .thenComparing(Parity::id, ObjectId.BY_BYTES);

    static final int GROUP = 16;

    // A sum is at most this share of what it covers.
    private static final int SHARE = 17;
    private static final int OF = 250;
    private static final int SHORTEST_STRIP = 2 * Strip.SEGMENT;

    private static final Comparator<Map.Entry<ObjectId, Integer>> LARGEST_FIRST =
            Map.Entry.<ObjectId, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry::getKey, ObjectId.BY_BYTES);

    /**
     * Decides.
     *
     * @param packs bytes of each pack that is to be covered
     * @param condemned which packs do not count any more
     * @param present the objects that there are
     */
    static Arrangement of(Map<ObjectId, Integer> packs, Predicate<ObjectId> condemned, Collection<Parity> present) {
        Arrangement arrangement = new Arrangement(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
        Set<ObjectId> covered = new HashSet<>();
        present.stream().sorted(STRONGEST_FIRST).forEach(parity -> arrangement.keepOrDrop(parity, condemned, covered));
        arrangement.cover(packs, covered);
        return arrangement;
    }

    private void keepOrDrop(Parity parity, Predicate<ObjectId> condemned, Set<ObjectId> covered) {
        if (parity.packs().stream().anyMatch(condemned)) {
            dropped.put(parity, "one of its packs is out of use");
        } else if (covered.containsAll(parity.packs())) {
            dropped.put(parity, "other parity covers its packs");
        } else {
            kept.add(parity);
            covered.addAll(parity.packs());
        }
    }

    private void cover(Map<ObjectId, Integer> packs, Set<ObjectId> covered) {
        Set<ObjectId> grouped = new HashSet<>();
        kept.stream().filter(Parity::isGroup).forEach(group -> grouped.addAll(group.packs()));
        List<Map.Entry<ObjectId, Integer>> free = packs.entrySet().stream()
                .filter(pack -> !grouped.contains(pack.getKey()))
                .sorted(LARGEST_FIRST)
                .toList();
        int next = 0;
        while (next < free.size()) {
            int end = Math.min(free.size(), next + GROUP);
            List<Map.Entry<ObjectId, Integer>> similar = free.subList(next, end);
            Map.Entry<ObjectId, Integer> largest = similar.get(0);
            if (isGroup(similar)) {
                made.add(similar.stream()
                        .map(pack -> Strip.whole(pack.getKey(), pack.getValue()))
                        .toList());
                next = end;
            } else {
                if (!covered.contains(largest.getKey())) {
                    made.add(single(largest.getKey(), largest.getValue()));
                }
                next++;
            }
        }
    }

    private static boolean isGroup(List<Map.Entry<ObjectId, Integer>> similar) {
        long sum = similar.stream().mapToLong(Map.Entry::getValue).sum();
        return similar.size() == GROUP && (long) similar.get(0).getValue() * OF <= sum * SHARE;
    }

    /** Cuts a pack in strips. */
    static List<Strip> single(ObjectId pack, int size) {
        int length = Math.max(SHORTEST_STRIP, (int) (((long) size * SHARE + OF - 1) / OF));
        List<Strip> strips = new ArrayList<>();
        for (int offset = 0; offset < size; offset += length) {
            strips.add(new Strip(pack, size, offset, Math.min(length, size - offset)));
        }
        return strips;
    }
}
