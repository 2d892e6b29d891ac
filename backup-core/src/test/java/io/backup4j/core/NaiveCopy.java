package io.backup4j.core;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.core.MemorySource.Item;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a restore point should hold: a plain copy of what the source held, slow and obvious. */
record NaiveCopy(SortedMap<EntryPath, Item> items) {
    NaiveCopy {
        items = new TreeMap<>(items);
    }

    static NaiveCopy of(MemorySource source) {
        return new NaiveCopy(source.items);
    }

    /** The entry as a point knows it: with the size that its content has, whatever the source said. */
    static Entry entry(Item item) {
        return item.entry().withSize(item.content().length());
    }

    /** The SHA-256 that a point gives: none where there is no byte. */
    static ByteString sha256(Item item) {
        return item.content().isEmpty()
                ? ByteString.empty()
                : sha256(item.content().toByteArray());
    }

    static ByteString sha256(byte[] content) {
        try {
            return ByteString.of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    long bytes() {
        return items.values().stream()
                .mapToLong(item -> item.content().length())
                .sum();
    }

    /** Compares path by path, with {@code this} as the earlier one. */
    List<Change> changesTo(NaiveCopy later, String component) {
        List<Item> gone = new ArrayList<>(items.values());
        gone.removeIf(item -> later.items.containsKey(item.entry().path()));
        Map<EntryPath, Item> origins = takeOrigins(later, gone);
        SortedSet<EntryPath> paths = new TreeSet<>(items.keySet());
        paths.addAll(later.items.keySet());
        List<Change> changes = new ArrayList<>();
        for (EntryPath path : paths) {
            Item before = items.getOrDefault(path, origins.get(path));
            Item after = later.items.get(path);
            Change.Kind kind = kind(before, after, later);
            if (kind != null && (after != null || gone.contains(before))) {
                changes.add(new Change(component, kind, entryOrNull(before), entryOrNull(after)));
            }
        }
        return changes;
    }

    /** Finds for each new file one that is gone and had the same content, and takes it out of {@code gone}. */
    private Map<EntryPath, Item> takeOrigins(NaiveCopy later, List<Item> gone) {
        Map<EntryPath, Item> origins = new HashMap<>();
        for (Item added : later.items.values()) {
            EntryPath path = added.entry().path();
            Item file = later.file(added);
            if (!items.containsKey(path) && canMove(file)) {
                gone.stream()
                        .filter(item ->
                                canMove(file(item)) && file(item).content().equals(file.content()))
                        .findFirst()
                        .ifPresent(origin -> origins.put(path, origin));
                gone.remove(origins.get(path));
            }
        }
        return origins;
    }

    private static boolean canMove(Item item) {
        return item.entry().kind() == EntryKind.FILE && !item.content().isEmpty();
    }

    /** What an item has the content of: the file of a hard link, and of anything else itself. */
    private Item file(Item item) {
        Entry entry = item.entry();
        return entry.kind() == EntryKind.HARD_LINK && entry.link() != null
                ? items.getOrDefault(EntryPath.ofBytes(entry.link().toByteArray()), item)
                : item;
    }

    private Change.@Nullable Kind kind(@Nullable Item before, @Nullable Item after, NaiveCopy later) {
        if (before == null || after == null) {
            return before == null ? Change.Kind.ADDED : Change.Kind.DELETED;
        }
        if (!before.entry().path().equals(after.entry().path())) {
            return Change.Kind.MOVED;
        }
        if (entry(before).equals(entry(after)) && before.content().equals(after.content())) {
            return null;
        }
        Item was = file(before);
        Item is = later.file(after);
        boolean sameContent = was.content().equals(is.content())
                && was.entry().kind() == is.entry().kind()
                && Objects.equals(was.entry().link(), is.entry().link());
        if (!sameContent) {
            return Change.Kind.MODIFIED;
        }
        boolean linkedAnew = later.parts(was, is) || parts(is, was);
        return linkedAnew || !attributes(before).equals(attributes(after)) ? Change.Kind.ATTRIBUTES : null;
    }

    /** Whether a path stands here for another file than the one at a second path. */
    private boolean parts(Item path, Item file) {
        Item here = items.get(path.entry().path());
        return here != null && !file(here).entry().path().equals(file.entry().path());
    }

    private static List<Object> attributes(Item item) {
        Entry entry = item.entry();
        return List.of(Optional.ofNullable(entry.modified()), Optional.ofNullable(entry.posix()), entry.extended());
    }

    private static @Nullable Entry entryOrNull(@Nullable Item item) {
        return item == null ? null : entry(item);
    }
}
