package io.backup4j.core.internal.compare;

import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.manifest.ManifestEntry.SameBytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds, among what was added and what was deleted, files and names of files with the same content: they have moved. Of
 * several with the same content the first deleted goes with the first added. Files without content have not moved anywhere.
 */
final class MoveFinder {
    private final List<Pair> differences;
    private final HardLinks linksAfter;
    private final Map<SameBytes, Deque<ManifestEntry>> deleted = new HashMap<>();
    private final Set<EntryPath> origins = new HashSet<>();

    MoveFinder(List<Pair> differences, HardLinks linksBefore, HardLinks linksAfter) {
        this.differences = differences;
        this.linksAfter = linksAfter;
        for (Pair pair : differences) {
            ManifestEntry before = pair.before();
            if (before != null && pair.after() == null) {
                ManifestEntry file = linksBefore.file(before);
                if (canMove(file)) {
                    deleted.computeIfAbsent(file.sameBytes(), bytes -> new ArrayDeque<>())
                            .add(before);
                }
            }
        }
    }

    /** Returns the differences with pairs of one file in the place of what was added. */
    List<Pair> withMoves() {
        List<Pair> result = new ArrayList<>();
        for (Pair pair : differences) {
            result.add(pair.before() == null ? moved(pair) : pair);
        }
        result.removeIf(this::isOrigin);
        return result;
    }

    private Pair moved(Pair added) {
        ManifestEntry after = added.after();
        ManifestEntry file = after == null ? null : linksAfter.file(after);
        Deque<ManifestEntry> candidates = file != null && canMove(file) ? deleted.get(file.sameBytes()) : null;
        ManifestEntry before = candidates == null ? null : candidates.poll();
        if (before != null) {
            origins.add(before.entry().path());
        }
        return new Pair(before, after);
    }

    private boolean isOrigin(Pair pair) {
        ManifestEntry before = pair.before();
        return before != null
                && pair.after() == null
                && origins.contains(before.entry().path());
    }

    private static boolean canMove(ManifestEntry entry) {
        return entry.entry().kind() == EntryKind.FILE && entry.entry().size() > 0;
    }
}
