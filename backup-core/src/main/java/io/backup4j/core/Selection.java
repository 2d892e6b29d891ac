package io.backup4j.core;

import io.backup4j.api.EntryPath;
import io.backup4j.core.internal.glob.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which entries of a restore point are meant. Immutable.
 *
 * @param components names of components; empty means all
 * @param paths entries, each with everything below it; together with {@code globs} empty means all
 * @param globs patterns like those of {@link io.backup4j.core.files.FileTreeSource}; an entry is meant when it or a
 *     directory above it matches
 */
public record Selection(Set<String> components, List<EntryPath> paths, List<String> globs) {
    private static final Selection ALL = new Selection(Set.of(), List.of(), List.of());

    /**
     * Takes copies.
     *
     * @throws IllegalArgumentException when a glob is not well-formed
     */
    public Selection {
        globs.forEach(Glob::anywhere);
        components = Set.copyOf(components);
        paths = List.copyOf(paths);
        globs = List.copyOf(globs);
    }

    /** Means every entry. */
    public static Selection all() {
        return ALL;
    }

    /** Means what this means, but only in the component of that name (or those named before). */
    public Selection component(String name) {
        Set<String> more = new java.util.HashSet<>(components);
        more.add(name);
        return new Selection(more, paths, globs);
    }

    /** Means also the entry at {@code path} and everything below it. */
    public Selection path(EntryPath path) {
        List<EntryPath> more = new ArrayList<>(paths);
        more.add(path);
        return new Selection(components, more, globs);
    }

    /**
     * Means also the entries that match {@code glob}, and everything below them.
     *
     * @throws IllegalArgumentException when {@code glob} is not well-formed
     */
    public Selection glob(String glob) {
        List<String> more = new ArrayList<>(globs);
        more.add(glob);
        return new Selection(components, paths, more);
    }

    /** Returns whether every entry of the components is meant. */
    public boolean isWhole() {
        return paths.isEmpty() && globs.isEmpty();
    }
}
