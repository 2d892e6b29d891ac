package io.backup4j.sql.postgres.internal.catalog;

import io.backup4j.sql.postgres.internal.layout.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a database holds, and what needs what. Not to be changed any more. */
public final class Catalog {
    private static final int LONGEST_WAY = 16;
    private static final String EXTENSION = "pg_extension:";

    private final List<Item> items = new ArrayList<>();
    private final Map<String, Item> byKey = new HashMap<>();
    private final Map<String, String> aliases;
    private final Map<Item, Set<Item>> needs = new HashMap<>();
    private final List<UnknownObject> unknown;

    Catalog(
            List<Item> all,
            Map<String, String> aliases,
            Map<String, Set<String>> dependencies,
            List<UnknownObject> unknown) {
        this.aliases = aliases;
        this.unknown = unknown.stream().filter(found -> !isMember(found.key())).toList();
        for (Item item : all) {
            if (item.key() != null && !isMember(item.key()) && !isMember(item.parent())) {
                byKey.put(item.key(), item);
            }
        }
        all.stream().filter(this::isOfTheUser).forEach(items::add);
        items.forEach(item -> needs.put(item, direct(item.needs())));
        dependencies.forEach(this::addNeeds);
    }

    /** Returns all items, those of extensions left out. */
    List<Item> items() {
        return items;
    }

    /** Returns what cannot be created, those of extensions left out. */
    List<UnknownObject> unknown() {
        return unknown;
    }

    /** Returns the item that a key means, directly or through what stands for it. */
    Optional<Item> find(@Nullable String key) {
        String at = key;
        for (int i = 0; i < LONGEST_WAY && at != null; i++) {
            Item found = byKey.get(at);
            if (found != null) {
                return Optional.of(found);
            }
            at = aliases.get(at);
        }
        return Optional.empty();
    }

    /** Returns what must be there before an item. */
    Set<Item> needs(Item item) {
        return needs.getOrDefault(item, Set.of());
    }

    /** Says that an item comes after another one. */
    void order(Item item, Item after) {
        needs.computeIfAbsent(item, key -> new HashSet<>()).add(after);
    }

    /** What is about something that an extension made is the extension's as well. */
    private boolean isOfTheUser(Item item) {
        return item.key() != null
                ? byKey.containsKey(item.key())
                : !isMember(item.parent())
                        && item.needs().stream().allMatch(key -> find(key).isPresent() && !isMember(key));
    }

    private void addNeeds(String key, Set<String> needed) {
        find(key).ifPresent(item -> {
            Set<Item> more = direct(needed);
            more.remove(item);
            needs.computeIfAbsent(item, k -> new HashSet<>()).addAll(more);
        });
    }

    private Set<Item> direct(Set<String> keys) {
        Set<Item> found = new HashSet<>();
        keys.forEach(key -> find(key).ifPresent(found::add));
        return found;
    }

    /** The extension itself is no member of it, but it is what its members stand for. */
    private boolean isMember(@Nullable String key) {
        String at = key;
        for (int i = 0; i < LONGEST_WAY && at != null; i++) {
            String next = aliases.get(at);
            if (next != null && next.startsWith(EXTENSION)) {
                return true;
            }
            at = next;
        }
        return false;
    }
}
