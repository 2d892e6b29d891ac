package io.backup4j.sql.postgres.internal.catalog;

import io.backup4j.sql.postgres.internal.layout.Item;
import io.backup4j.sql.postgres.internal.layout.Item.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts items in an order in which each comes after what it needs, and otherwise by kind and name, so that the same schema
 * always gives the same script. This is Kahn's topological sort with a priority queue.
 */
final class ItemOrder {
    private static final List<String> RANKS = List.of(
            "SCHEMA",
            "EXTENSION",
            "COLLATION",
            "TYPE",
            "DOMAIN",
            "FUNCTION",
            "PROCEDURE",
            "AGGREGATE",
            "SEQUENCE",
            "TABLE",
            "PARTITION",
            "SEQUENCE OWNER",
            "DEFAULT",
            "VIEW",
            "MATERIALIZED VIEW",
            "INDEX",
            "CONSTRAINT",
            "INDEX PARTITION",
            "CHECK",
            "FOREIGN KEY",
            "RULE",
            "TRIGGER",
            "TRIGGER STATE",
            "ROW SECURITY",
            "POLICY",
            "STATISTICS",
            "REFRESH",
            "PUBLICATION",
            "PUBLICATION TABLE",
            "PUBLICATION SCHEMA",
            "DATABASE SETTING",
            "COMMENT",
            "DATABASE COMMENT",
            "EVENT TRIGGER",
            "OWNER",
            "PRIVILEGES",
            "COLUMN PRIVILEGES",
            "DEFAULT PRIVILEGES",
            "DATABASE PRIVILEGES",
            "ROLE SETTING");

    private static final Comparator<Item> BY_KIND_AND_NAME = Comparator.comparing(Item::section)
            .thenComparingInt(item -> RANKS.indexOf(item.kind()))
            .thenComparing(Item::schema)
            .thenComparing(Item::name)
            .thenComparing(Item::sql);

    private final Catalog catalog;
    private final Set<Item> chosen;
    private final Map<Item, Integer> waitsFor = new HashMap<>();
    private final Map<Item, List<Item>> waiting = new HashMap<>();

    private ItemOrder(Catalog catalog, Set<Item> chosen) {
        this.catalog = catalog;
        this.chosen = chosen;
    }

    /**
     * Sorts.
     *
     * @throws IOException when things need each other in a circle
     */
    static List<Item> sort(Catalog catalog, Set<Item> chosen) throws IOException {
        orderRefreshes(catalog, chosen);
        orderPartitions(catalog, chosen);
        return late(catalog, new ItemOrder(catalog, chosen).sorted());
    }

    private List<Item> sorted() throws IOException {
        PriorityQueue<Item> ready = new PriorityQueue<>(BY_KIND_AND_NAME);
        for (Item item : chosen) {
            Set<Item> needs = new HashSet<>(catalog.needs(item));
            needs.retainAll(chosen);
            needs.remove(item);
            waitsFor.put(item, needs.size());
            needs.forEach(needed ->
                    waiting.computeIfAbsent(needed, key -> new ArrayList<>()).add(item));
            if (needs.isEmpty()) {
                ready.add(item);
            }
        }
        return drain(ready);
    }

    private List<Item> drain(PriorityQueue<Item> ready) throws IOException {
        Set<Item> sorted = new LinkedHashSet<>();
        for (Item item = ready.poll(); item != null; item = ready.poll()) {
            sorted.add(item);
            for (Item next : waiting.getOrDefault(item, List.of())) {
                if (waitsFor.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        if (sorted.size() < chosen.size()) {
            throw circle(sorted);
        }
        return List.copyOf(sorted);
    }

    private IOException circle(Set<Item> sorted) {
        String names = chosen.stream()
                .filter(item -> !sorted.contains(item))
                .map(Item::title)
                .sorted()
                .limit(20)
                .collect(Collectors.joining(", "));
        return new IOException("These objects, or what they need, need each other in a circle, so nobody can create one"
                + " after the other: " + names + ". Use pg_dump as the schema provider, or leave them out");
    }

    /** A materialised view is filled after those that it reads, directly or through views. */
    private static void orderRefreshes(Catalog catalog, Set<Item> chosen) {
        Map<String, Item> refreshes = byParent(chosen, "REFRESH");
        refreshes.forEach((key, refresh) -> catalog.find(key).ifPresent(view -> {
            for (Item needed : Choice.closure(catalog, Set.of(view))) {
                Item before = refreshes.get(String.valueOf(needed.key()));
                if (before != null && !before.equals(refresh)) {
                    catalog.order(refresh, before);
                }
            }
        }));
    }

    /** A partition gets identity columns from its parent, when that has them already: the one nearest to the root is attached first. */
    private static void orderPartitions(Catalog catalog, Set<Item> chosen) {
        Map<String, Item> partitions = byParent(chosen, "PARTITION");
        for (Item partition : partitions.values()) {
            for (String table : partition.needs()) {
                Item before = partitions.get(table);
                if (before != null && !before.equals(partition)) {
                    catalog.order(partition, before);
                }
            }
        }
    }

    private static Map<String, Item> byParent(Set<Item> chosen, String kind) {
        return chosen.stream()
                .filter(item -> item.kind().equals(kind))
                .collect(Collectors.toMap(item -> String.valueOf(item.parent()), item -> item));
    }

    /** What needs something that comes after the data comes after the data too, for instance a view that needs a primary key. */
    private static List<Item> late(Catalog catalog, List<Item> sorted) throws IOException {
        Set<Item> late = new HashSet<>();
        List<Item> result = new ArrayList<>();
        for (Item item : sorted) {
            boolean isLate = item.section() == Section.PRE
                    && catalog.needs(item).stream()
                            .anyMatch(needed -> needed.section() == Section.POST || late.contains(needed));
            if (isLate) {
                late.add(item);
                if (item.kind().equals("TABLE")) {
                    throw new IOException("The " + item.title() + " needs something that exists only when its data is"
                            + " there. Use pg_dump as the schema provider, or leave it out");
                }
            }
            result.add(isLate ? item.in(Section.POST) : item);
        }
        return result;
    }
}
