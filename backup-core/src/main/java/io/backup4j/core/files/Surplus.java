package io.backup4j.core.files;

import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds what is there and not among entries, by going through both in the order of paths. One thread at a time. */
final class Surplus {
    private final @Nullable ExistingTree tree;
    private ExistingTree.@Nullable Place place;

    /**
     * Begins.
     *
     * @param tree what is there; null when nothing is, or nobody wants to know
     */
    Surplus(@Nullable ExistingTree tree) throws IOException {
        this.tree = tree;
        this.place = tree == null ? null : tree.next();
    }

    /**
     * Tells what stands before the next entry and is neither one nor a directory above it.
     *
     * @return whether the entry is there, by this very name
     */
    boolean upTo(EntryPath entry, Consumer<ExistingTree.Place> surplus) throws IOException {
        boolean isThere = entry.isRoot();
        while (place != null && place.path().compareTo(entry) <= 0) {
            isThere |= place.path().equals(entry);
            if (!entry.startsWith(place.path())) {
                surplus.accept(place);
            }
            advance();
        }
        return isThere;
    }

    /** Tells what stands behind the last entry. */
    void rest(Consumer<ExistingTree.Place> surplus) throws IOException {
        while (place != null) {
            surplus.accept(place);
            advance();
        }
    }

    private void advance() throws IOException {
        place = tree == null ? null : tree.next();
    }
}
