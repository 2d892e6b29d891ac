package io.backup4j.cli;

import io.backup4j.api.Component;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Selection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * Looks whether there is what is meant, before anything is written.
     *
     * @throws FailureException when a path means nothing, or paths and globs together do
     */
    void require(BackupRepository repository, RestorePoint point) {
        if (paths.isEmpty() && globs.isEmpty()) {
            return;
        }
        Map<String, List<EntryPath>> missing = new LinkedHashMap<>();
        paths.forEach(text -> missing.put(text, EntryPaths.parse(text)));
        boolean[] found = {false};
        try {
            repository.entries(point.id(), of(point), stored -> {
                found[0] = true;
                missing.values()
                        .removeIf(
                                meant -> meant.stream().anyMatch(stored.entry().path()::startsWith));
            });
        } catch (CorruptDataException damaged) {
            // Nobody can tell what there is. Who reads it says so, and gives what comes before the damage.
            return;
        }
        if (!missing.isEmpty()) {
            throw nothing(point, "called '" + String.join("' or '", missing.keySet()) + "'");
        }
        if (!found[0]) {
            throw nothing(point, "called like '" + String.join("' or '", globs) + "'");
        }
    }

    /** Says that there is nothing of some name. */
    static FailureException nothing(RestorePoint point, String named) {
        String id = point.id().abbreviated();
        return new FailureException(
                "Nothing in restore point " + id + " is " + named + " ('backup ls " + id + "' lists what there is)");
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
