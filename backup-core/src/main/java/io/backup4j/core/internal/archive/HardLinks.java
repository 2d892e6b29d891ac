package io.backup4j.core.internal.archive;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/**
 * Makes the hard links of an archive fit a manifest: there the file is the first of its names in the order of paths, while an archive has
 * them in any order.
 */
final class HardLinks {
    private HardLinks() {}

    /**
     * Lets the first of the names of each file be the file.
     *
     * @throws IOException when a link leads to nothing, or to no file
     */
    static void settle(SortedMap<EntryPath, Spool.Item> items) throws IOException {
        List<Entry> links = items.values().stream()
                .map(Spool.Item::entry)
                .filter(entry -> entry.kind() == EntryKind.HARD_LINK)
                .toList();
        for (Entry link : links) {
            Entry file = file(items, link);
            if (link.path().compareTo(file.path()) < 0) {
                swap(items, link.path(), file);
            } else {
                items.put(link.path(), new Spool.Item(linked(link, file.path()), 0));
            }
        }
    }

    /** Links may lead to links, but there is no end when they lead around. */
    private static Entry file(SortedMap<EntryPath, Spool.Item> items, Entry link) throws IOException {
        Entry at = link;
        for (int steps = 0; steps <= items.size(); steps++) {
            ByteString next = at.link();
            Spool.Item item = next == null ? null : items.get(EntryPath.ofBytes(next.toByteArray()));
            if (item == null) {
                break;
            }
            at = item.entry();
            if (at.kind() == EntryKind.FILE) {
                return at;
            }
        }
        throw new IOException("The hard link '" + link.path() + "' of the archive leads to no file");
    }

    private static void swap(SortedMap<EntryPath, Spool.Item> items, EntryPath link, Entry e) {
        Spool.Item content = items.put(e.path(), new Spool.Item(linked(e, link), 0));
        long offset = content == null ? 0 : content.offset();
        Entry first = new Entry(link, EntryKind.FILE, e.size(), e.modified(), e.posix(), null, e.extended());
        items.put(link, new Spool.Item(first, offset));
    }

    private static Entry linked(Entry e, EntryPath file) {
        ByteString link = ByteString.of(file.toByteArray());
        return new Entry(e.path(), EntryKind.HARD_LINK, 0, e.modified(), e.posix(), link, e.extended());
    }
}
