package io.backup4j.core.files;

import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Deletes in the end what was not restored. Safe for use by several threads. */
final class Cleaner {
    private final Path root;
    private final boolean isWanted;
    private final Troubles troubles;
    private final Set<EntryPath> kept = ConcurrentHashMap.newKeySet();

    /**
     * Creates it.
     *
     * @param isWanted whether anything is to be deleted at all
     */
    Cleaner(Path root, boolean isWanted, Troubles troubles) {
        this.root = root;
        this.isWanted = isWanted;
        this.troubles = troubles;
    }

    /** Notes that this stays, even if it could not be restored. */
    void keep(EntryPath path) {
        if (isWanted) {
            kept.add(path);
        }
    }

    /** Deletes the rest, from the inside out. */
    void clean() throws IOException {
        if (!isWanted) {
            return;
        }
        List<ExistingTree.Place> surplus = new ArrayList<>();
        Surplus finder = new Surplus(new ExistingTree(root, (path, e) -> troubles.add(Troubles.Kind.DELETE, path, e)));
        OtherNames otherNames = new OtherNames(root);
        for (EntryPath path : new TreeSet<>(kept)) {
            if (!finder.upTo(path, surplus::add)) {
                otherNames.add(path);
            }
        }
        finder.rest(surplus::add);
        for (int i = surplus.size() - 1; i >= 0; i--) {
            delete(surplus.get(i), otherNames);
        }
    }

    private void delete(ExistingTree.Place place, OtherNames otherNames) {
        try {
            if (!otherNames.leadTo(place.file())) {
                Files.deleteIfExists(place.file());
            }
        } catch (IOException e) {
            troubles.add(Troubles.Kind.DELETE, place.path(), e);
        }
    }
}
