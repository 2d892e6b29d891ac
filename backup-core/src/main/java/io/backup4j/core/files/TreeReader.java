package io.backup4j.core.files;

import io.backup4j.api.ByteString;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists directories and looks at what is in them, one {@link Step} at a time. Safe for use by several threads. */
final class TreeReader {
    /** Names that one step looks at: large enough to be cheap, small enough to share a large directory. */
    private static final int PIECE = 512;

    private final TreeOptions options;
    private final long device;

    /**
     * Creates a reader.
     *
     * @param device the file system of the root
     */
    TreeReader(TreeOptions options, long device) {
        this.options = options;
        this.device = device;
    }

    /** Returns the directory that the tree begins with. */
    List<Item> root(Path directory, FileStat stat) {
        List<Item> found = new ArrayList<>();
        add(EntryPath.root(), directory, stat, options.includes(EntryPath.root()), found);
        return found;
    }

    /** Returns the only file of the tree. */
    List<Item> single(FileName name, FileStat stat) {
        List<Item> found = new ArrayList<>();
        add(name.in(EntryPath.root()), name.path(), stat, true, found);
        return found;
    }

    private List<Item> list(EntryPath path, Path directory, boolean isIncluded) {
        try {
            List<FileName> names = FileName.in(directory);
            // Listing follows links: what was a directory and is a link now would lead out of the tree. Its number says
            // nothing: not every system has any, and an automatic mount changes it.
            if (!FileStat.of(directory).isDirectory()) {
                throw new FileSystemException(directory.toString(), null, "it was replaced meanwhile");
            }
            SqliteFiles sqlite = SqliteFiles.among(options.sqliteFiles() ? List.of() : names);
            return split(new Listing(path, names, sqlite, isIncluded));
        } catch (NoSuchFileException e) {
            return isAskedFor(path, isIncluded) ? List.of(unlisted(path, isIncluded, e)) : List.of();
        } catch (IOException e) {
            return List.of(unlisted(path, isIncluded, e));
        }
    }

    private Item unlisted(EntryPath directory, boolean isIncluded, IOException e) {
        return isAskedFor(directory, isIncluded)
                ? trouble(directory, Severity.MISSING, "What is in the directory is missing: " + Reasons.of(e))
                : trouble(directory, Severity.WARNING, "Cannot be searched for what is included: " + Reasons.of(e));
    }

    private boolean isAskedFor(EntryPath directory, boolean isIncluded) {
        return isIncluded || options.asksFor(directory);
    }

    /** Looks at the first names and leaves the rest for steps of their own. */
    private List<Item> split(Listing all) {
        int size = all.names().size();
        List<Item> found = look(all.piece(0, Math.min(size, PIECE)));
        for (int from = PIECE; from < size; from += PIECE) {
            Listing piece = all.piece(from, Math.min(size, from + PIECE));
            found.add(new Item.More(new Step(piece.first(), () -> look(piece))));
        }
        return found;
    }

    private List<Item> look(Listing listing) {
        List<Item> found = new ArrayList<>(listing.names().size());
        for (FileName name : listing.names()) {
            EntryPath path = name.in(listing.directory());
            if (!options.excludes(path)) {
                look(listing, name, path, found);
            }
        }
        return found;
    }

    private void look(Listing listing, FileName name, EntryPath path, List<Item> found) {
        boolean included = listing.isIncluded() || options.includes(path);
        if (!included && !options.mayIncludeBelow(path)) {
            return;
        }
        try {
            FileStat stat = FileStat.of(name.path());
            if ((included || stat.isDirectory()) && isOpenable(listing.sqlite(), name, path, stat, found)) {
                add(path, name.path(), stat, included, found);
            }
        } catch (NoSuchFileException e) {
            if (included) {
                found.add(trouble(path, Severity.MISSING, "Cannot be looked at: " + Reasons.of(e)));
            }
        } catch (IOException e) {
            Severity severity = isAskedFor(path, included) ? Severity.MISSING : Severity.WARNING;
            found.add(trouble(path, severity, "Cannot be looked at: " + Reasons.of(e)));
        }
    }

    private boolean isOpenable(SqliteFiles sqlite, FileName name, EntryPath path, FileStat stat, List<Item> found) {
        if (options.sqliteFiles() || !stat.isFile()) {
            return true;
        }
        SqliteFiles.Verdict verdict = sqlite.verdict(name, stat);
        if (verdict == SqliteFiles.Verdict.DATABASE) {
            found.add(trouble(path, Severity.WARNING, SqliteFiles.advice()));
        }
        return verdict == SqliteFiles.Verdict.ORDINARY;
    }

    private void add(EntryPath path, Path file, FileStat stat, boolean isIncluded, List<Item> found) {
        if (!stat.isFile() && !stat.isDirectory() && !stat.isLink()) {
            found.add(trouble(path, Severity.WARNING, "Left out: a " + stat.kind() + " has no content to back up"));
            return;
        }
        try {
            ByteString link = stat.isLink() ? RawNames.linkBytes(Files.readSymbolicLink(file)) : null;
            Step inside = isEntered(stat) ? new Step(path, () -> list(path, file, isIncluded)) : null;
            found.add(new Item.Node(path, file, stat, link, isIncluded, inside));
        } catch (IOException e) {
            found.add(trouble(path, Severity.MISSING, "The symbolic link cannot be read: " + Reasons.of(e)));
        }
    }

    /** Only directories tell where they are: overlay file systems give files the device of their layer. */
    private boolean isEntered(FileStat stat) {
        return stat.isDirectory() && (!options.oneFileSystem() || stat.device() == device);
    }

    private static Item trouble(EntryPath path, Severity severity, String message) {
        return new Item.Trouble(EntryIssue.of(path, severity, message));
    }
}
