package io.backup4j.core.files;

import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestoreSession;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

/** A restore into a directory going on. */
final class TreeRestore implements RestoreSession {
    private final TargetDirectories directories;
    private final FileRestorer files;
    private final Attributes attributes;
    private final Troubles troubles;
    private final Cleaner cleaner;

    private TreeRestore(
            TargetDirectories directories,
            FileRestorer files,
            Attributes attributes,
            Troubles troubles,
            Cleaner cleaner) {
        this.directories = directories;
        this.files = files;
        this.attributes = attributes;
        this.troubles = troubles;
        this.cleaner = cleaner;
    }

    /**
     * Begins.
     *
     * @param root the directory to restore into, which is there
     * @param wasEmpty whether nothing was in it
     */
    static TreeRestore open(Path root, boolean wasEmpty, ExistingFiles existing) throws IOException {
        Troubles troubles = new Troubles();
        Creator creator = Creator.in(root);
        Attributes attributes = new Attributes(root, creator.self(), troubles);
        TargetDirectories directories = new TargetDirectories(root, wasEmpty, existing, creator);
        FileRestorer files = new FileRestorer(directories, existing, creator, attributes);
        boolean deletes = existing == ExistingFiles.MIRROR && !wasEmpty;
        return new TreeRestore(directories, files, attributes, troubles, new Cleaner(root, deletes, troubles));
    }

    @Override
    public void restore(Entry entry, EntryContent content) throws IOException {
        EntryPath path = entry.path();
        if (path.isRoot() && entry.kind() != EntryKind.DIRECTORY) {
            throw new FileSystemException("", null, "What has no name can only be a directory, not a " + entry.kind());
        }
        cleaner.keep(path);
        switch (entry.kind()) {
            case DIRECTORY -> directories.restore(entry);
            case FILE -> files.file(entry, content);
            case SYMBOLIC_LINK -> files.symbolicLink(entry);
            case HARD_LINK -> files.hardLink(entry);
        }
    }

    @Override
    public List<EntryIssue> finish() throws IOException {
        cleaner.clean();
        directories.finish(attributes);
        return troubles.issues();
    }

    /** Nothing is held open between entries. */
    @Override
    public void close() {}
}
