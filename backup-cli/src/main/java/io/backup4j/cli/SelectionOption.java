package io.backup4j.cli;

import io.backup4j.api.Component;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.Selection;
import java.util.List;
import picocli.CommandLine.Option;

/** Which part of a restore point is meant. */
final class SelectionOption {
    @Option(names = "--component", paramLabel = "NAME", order = 1, description = "Only this component; repeatable.")
    List<String> components = List.of();

    @Option(
            names = "--path",
            paramLabel = "PATH",
            order = 2,
            description = "Only this entry and all below it; repeatable.")
    List<String> paths = List.of();

    @Option(
            names = "--glob",
            paramLabel = "GLOB",
            order = 3,
            description = "Only entries that match, for instance '*.jpg' or '/photos/2026-*'; repeatable.")
    List<String> globs = List.of();

    /**
     * Returns what is meant of {@code point}.
     *
     * @throws FailureException when it has no such component
     */
    Selection of(RestorePoint point) {
        Selection selection = Selection.all();
        for (String name : components) {
            selection = selection.component(require(point, name).name());
        }
        for (String text : paths) {
            for (EntryPath path : EntryPaths.parse(text)) {
                selection = selection.path(path);
            }
        }
        for (String glob : globs) {
            selection = with(glob, selection);
        }
        return selection;
    }

    /**
     * Looks at the options before anything else is done.
     *
     * @throws UsageException when a path or a glob makes no sense
     */
    void check() {
        paths.forEach(EntryPaths::parse);
        globs.forEach(glob -> with(glob, Selection.all()));
    }

    private static Selection with(String glob, Selection selection) {
        try {
            return selection.glob(glob);
        } catch (IllegalArgumentException malformed) {
            throw new UsageException(String.valueOf(malformed.getMessage()));
        }
    }

    /** Returns whether everything is meant. */
    boolean isWhole() {
        return components.isEmpty() && paths.isEmpty() && globs.isEmpty();
    }

    /** Says that nothing was found. */
    static FailureException nothing(RestorePoint point) {
        return new FailureException("Nothing in restore point " + point.id().abbreviated()
                + " is called that ('backup ls " + point.id().abbreviated() + "' lists what there is)");
    }

    private static Component require(RestorePoint point, String name) {
        return point.component(name).orElseThrow(() -> {
            List<String> names =
                    point.components().stream().map(Component::name).toList();
            return new FailureException("Restore point " + point.id().abbreviated() + " has no component '" + name
                    + "' but " + String.join(", ", names));
        });
    }
}
