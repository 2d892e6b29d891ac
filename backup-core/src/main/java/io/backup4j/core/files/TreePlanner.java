package io.backup4j.core.files;

import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says what a restore would do, by one look at each entry that may be there already; below a directory that is not there
 * nothing is looked at. Used once, by one thread.
 */
final class TreePlanner {
    private final Path root;
    private final ExistingFiles existing;
    private final Consumer<? super PlannedAction> actions;
    /** Directories that are there, from the outermost to the one last met. */
    private final Deque<Directory> above = new ArrayDeque<>();

    private final Set<EntryPath> overwritten = new HashSet<>();
    private final StaleCompanions companions = new StaleCompanions();
    private @Nullable EntryPath absent;

    private record Directory(EntryPath path, Path file) {}

    TreePlanner(Path root, ExistingFiles existing, Consumer<? super PlannedAction> actions) {
        this.root = root;
        this.existing = existing;
        this.actions = actions;
        above.push(new Directory(EntryPath.root(), root));
    }

    void plan(Iterable<Entry> entries) throws IOException {
        @Nullable String obstacle = obstacle();
        if (obstacle != null) {
            act(EntryPath.root(), Action.CONFLICT, 0, obstacle);
        }
        // Directories that cannot be listed are reported when the restore tries to delete what is in them.
        boolean deletes = existing == ExistingFiles.MIRROR && absent == null;
        Path directory = deletes ? root.toRealPath() : root;
        Surplus surplus = new Surplus(deletes ? new ExistingTree(directory, (path, e) -> {}) : null);
        List<ExistingTree.Place> deleted = new ArrayList<>();
        OtherNames otherNames = new OtherNames(directory);
        for (Entry entry : entries) {
            boolean isListed = surplus.upTo(entry.path(), deleted::add);
            companions.restored(entry.path());
            if (obstacle == null || !entry.path().isRoot()) {
                plan(entry);
            }
            if (deletes && !isListed && !isAbsent(entry.path())) {
                otherNames.add(entry.path());
            }
        }
        surplus.rest(deleted::add);
        for (ExistingTree.Place place : deleted) {
            if (!otherNames.leadTo(place.file())) {
                act(place.path(), Action.DELETE, 0, "Not among what is restored");
            }
        }
        companions.forEach(path -> act(path, Action.CONFLICT, 0, StaleCompanions.REASON));
    }

    private @Nullable String obstacle() throws IOException {
        if (!Files.exists(root)) {
            absent = EntryPath.root();
        } else if (!Files.isDirectory(root)) {
            absent = EntryPath.root();
            return "It is not a directory";
        }
        return FileTreeTarget.isWritable(root) ? null : "No permission to write there";
    }

    private void plan(Entry entry) throws IOException {
        EntryPath path = entry.path();
        Directory directory = path.isRoot() ? null : enter(path.parent());
        if (isAbsent(path)) {
            act(path, Action.CREATE, bytes(entry), "");
        } else if (path.isRoot()) {
            act(path, Action.KEEP, 0, "");
        } else if (directory == null) {
            act(path, Action.CONFLICT, 0, "Something that is not a directory stands above it");
        } else {
            plan(entry, RawNames.child(directory.file(), path.name()));
        }
    }

    private boolean isAbsent(EntryPath path) {
        return absent != null && path.startsWith(absent);
    }

    /** Returns the directory if it is there. If not, it is noted as absent, unless something else stands in its place. */
    private @Nullable Directory enter(EntryPath path) throws IOException {
        while (!path.startsWith(above.element().path())) {
            above.pop();
        }
        if (isAbsent(path) || above.element().path().equals(path)) {
            return above.element();
        }
        Directory outer = enter(path.parent());
        if (outer == null || isAbsent(path)) {
            return outer;
        }
        Path file = RawNames.child(outer.file(), path.name());
        FileStat stat = FileStat.ifPresent(file);
        if (stat == null) {
            absent = path;
            return outer;
        }
        if (!stat.isDirectory()) {
            return null;
        }
        Directory found = new Directory(path, file);
        above.push(found);
        return found;
    }

    private void plan(Entry entry, Path file) throws IOException {
        FileStat stat = FileStat.ifPresent(file);
        if (stat == null) {
            lookBeside(entry, file);
            absent = entry.path();
            act(entry.path(), Action.CREATE, bytes(entry), "");
        } else if (isSame(entry, file, stat)) {
            act(entry.path(), Action.KEEP, 0, "");
        } else {
            overwrite(entry, file, stat);
        }
    }

    private void overwrite(Entry entry, Path file, FileStat stat) throws IOException {
        String difference = Existing.difference(entry, stat);
        if (existing == ExistingFiles.REFUSE) {
            act(entry.path(), Action.CONFLICT, 0, difference);
        } else if (existing == ExistingFiles.OVERWRITE
                && stat.isDirectory()
                && !FileName.in(file).isEmpty()) {
            act(entry.path(), Action.CONFLICT, 0, "A directory that is not empty is there");
        } else if (stat.isDirectory() && isMounted(file, stat)) {
            act(entry.path(), Action.CONFLICT, 0, "A directory is there at or in which a file system is mounted");
        } else {
            lookBeside(entry, file);
            overwritten.add(entry.path());
            absent = entry.kind() == EntryKind.DIRECTORY ? entry.path() : absent;
            act(entry.path(), Action.OVERWRITE, bytes(entry), difference);
        }
    }

    private static boolean isMounted(Path directory, FileStat stat) throws IOException {
        return ExistingTree.isMountPoint(directory, stat) || ExistingTree.inside(directory) == null;
    }

    private void lookBeside(Entry entry, Path file) throws IOException {
        // A mirror deletes what is not restored.
        if (entry.kind() == EntryKind.FILE && existing != ExistingFiles.MIRROR) {
            companions.look(entry.path(), file);
        }
    }

    private boolean isSame(Entry entry, Path file, FileStat stat) throws IOException {
        if (entry.kind() != EntryKind.HARD_LINK) {
            return Existing.isSame(entry, file, stat);
        }
        EntryPath first = Existing.firstName(entry);
        Path firstFile = root;
        for (byte[] name : first.names()) {
            firstFile = RawNames.child(firstFile, name);
        }
        FileStat firstStat = FileStat.ifPresent(firstFile);
        return firstStat != null && firstStat.isSameFile(stat) && !overwritten.contains(first);
    }

    private static long bytes(Entry entry) {
        return Math.max(0, entry.size());
    }

    private void act(EntryPath path, Action action, long bytes, String reason) {
        actions.accept(new PlannedAction(path, action, bytes, reason));
    }
}
