package io.backup4j.sql.postgres.internal.catalog;

import io.backup4j.sql.postgres.internal.layout.Item;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Picks what is wanted of a catalog, with what that needs. */
public final class Choice {
    private static final int NAMED = 50;
    private static final Set<String> NOT_OF_PG_DUMP = Set.of("REFRESH", "DATABASE SETTING", "DATABASE COMMENT");

    private final Catalog catalog;
    private final Filter filter;

    private Choice(Catalog catalog, Filter filter) {
        this.catalog = catalog;
        this.filter = filter;
    }

    /**
     * The result.
     *
     * @param items what is wanted, sorted; immutable
     * @param leftOut what hangs on something that is not wanted and was left out with it, for people; immutable
     */
    public record Chosen(List<Item> items, List<String> leftOut) {}

    /**
     * Picks.
     *
     * @throws IOException when something is wanted that nobody here can create; all of it is named
     */
    public static Chosen of(Catalog catalog, Filter filter) throws IOException {
        Choice choice = new Choice(catalog, filter);
        choice.requireKnown();
        return choice.choose();
    }

    /** Picks only what pg_dump leaves out: owners, privileges, what is set for the database itself, and that materialised views are filled. */
    public static List<Item> withoutDefinitions(Catalog catalog, Filter filter) throws IOException {
        return new Choice(catalog, filter)
                .choose().items().stream()
                        .filter(item ->
                                item.section() == Item.Section.PRIVILEGES || NOT_OF_PG_DUMP.contains(item.kind()))
                        .toList();
    }

    /** Returns items with all that they need. */
    static Set<Item> closure(Catalog catalog, Set<Item> roots) {
        Set<Item> reached = new HashSet<>(roots);
        Deque<Item> open = new ArrayDeque<>(roots);
        for (Item item = open.poll(); item != null; item = open.poll()) {
            for (Item needed : catalog.needs(item)) {
                if (reached.add(needed)) {
                    open.add(needed);
                }
            }
        }
        return reached;
    }

    private void requireKnown() throws IOException {
        List<String> names = catalog.unknown().stream()
                .filter(found -> filter.takesUnknown(found.schema()))
                .map(UnknownObject::title)
                .sorted()
                .toList();
        if (!names.isEmpty()) {
            String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
            throw new IOException("The definitions of these objects cannot be read from the catalogs: "
                    + names.stream().limit(NAMED).collect(Collectors.joining(", ")) + more
                    + ". Use pg_dump as the schema provider, or leave their schemas out");
        }
    }

    private Chosen choose() throws IOException {
        Set<Item> excluded = catalog.items().stream()
                .filter(item -> isRelation(item) && filter.excludes(item.schema(), item.name()))
                .collect(Collectors.toSet());
        Set<Item> wanted = closure(catalog, roots());
        Set<String> leftOut = new TreeSet<>();
        Set<Item> chosen = new HashSet<>(wanted);
        chosen.addAll(hangers(wanted, leftOut));
        dropWithout(chosen, excluded, leftOut);
        return new Chosen(ItemOrder.sort(catalog, chosen), List.copyOf(leftOut));
    }

    private Set<Item> roots() {
        return catalog.items().stream()
                .filter(item -> !isHanger(item) && filter.takes(item.kind(), item.schema(), item.name()))
                .collect(Collectors.toSet());
    }

    /** Returns what belongs to something that is wanted, if all else that it needs is wanted too. */
    private List<Item> hangers(Set<Item> wanted, Set<String> leftOut) {
        List<Item> found = new ArrayList<>();
        for (Item item : catalog.items()) {
            if (wanted.contains(item) || !isHanger(item)) {
                continue;
            }
            if (filter.takesAll() || isWanted(item, wanted)) {
                found.add(item);
            } else if (!isSilent(item)
                    && catalog.find(item.parent()).filter(wanted::contains).isPresent()) {
                leftOut.add(item.title());
            }
        }
        return found;
    }

    private boolean isWanted(Item item, Set<Item> wanted) {
        Set<Item> needs = new HashSet<>(catalog.needs(item));
        catalog.find(item.parent()).ifPresent(needs::add);
        return !needs.isEmpty() && needs.stream().allMatch(needed -> wanted.contains(needed) || isHanger(needed));
    }

    /** Takes out what is excluded, and again and again what needs something that is not there. */
    private void dropWithout(Set<Item> chosen, Set<Item> excluded, Set<String> leftOut) {
        chosen.removeAll(excluded);
        List<Item> without;
        do {
            without = chosen.stream()
                    .filter(item -> !chosen.containsAll(catalog.needs(item)))
                    .toList();
            chosen.removeAll(without);
            without.stream().filter(item -> !isSilent(item)).map(Item::title).forEach(leftOut::add);
        } while (!without.isEmpty());
    }

    private static boolean isRelation(Item item) {
        return item.kind().equals("TABLE") || item.kind().endsWith("VIEW");
    }

    /** Whether an item is there only for the sake of others. */
    private static boolean isHanger(Item item) {
        return item.parent() != null
                || item.section() == Item.Section.PRIVILEGES
                || item.kind().equals("COMMENT")
                || item.kind().startsWith("PUBLICATION ");
    }

    private static boolean isSilent(Item item) {
        return item.section() == Item.Section.PRIVILEGES || item.kind().equals("COMMENT");
    }
}
