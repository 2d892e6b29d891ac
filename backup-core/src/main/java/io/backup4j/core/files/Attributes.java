package io.backup4j.core.files;

import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PosixAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sets owner, permissions, extended attributes and times of what has been restored, never through a link. What cannot be
 * set goes to {@link Troubles}. Safe for use by several threads.
 */
final class Attributes {
    private static final int SET_USER_ID = 04000;
    private static final int SET_GROUP_ID = 02000;
    private static final LinkOption[] AS_IT_IS = {LinkOption.NOFOLLOW_LINKS};
    private static final LinkOption[] ANY = {};

    private final boolean isUnix;
    private final Ownership ownership;
    private final Troubles troubles;
    /** Becomes the time of the last access, because leaving that alone would cost a look at it. */
    private final FileTime now = FileTime.from(Instant.now());

    /** Finds a file. */
    interface Place {
        Path file() throws IOException;
    }

    private interface Step {
        void run() throws IOException;
    }

    /**
     * Creates it.
     *
     * @param root the directory that is restored into
     * @param self whose the files are that this process makes
     */
    Attributes(Path root, long self, Troubles troubles) {
        this.isUnix = FileStat.isUnix(root);
        this.ownership = new Ownership(root, self);
        this.troubles = troubles;
    }

    /** Sets what differs of what stands in a directory to which others may write too. */
    void set(Path file, Entry entry, Present present) {
        set(file, entry, present, false);
    }

    /** Sets what differs of something as it is now; where it cannot be found, nothing. */
    void set(Entry entry, Place place) {
        attempt(Troubles.Kind.ALL, entry.path(), () -> {
            Path file = place.file();
            set(file, entry, Present.of(FileStat.of(file)));
        });
    }

    /**
     * Sets what differs. Permissions come last, because they may forbid the rest.
     *
     * @param present whose it is now and what permissions it has
     * @param isAlone whether nobody else can have exchanged it
     */
    void set(Path file, Entry entry, Present present, boolean isAlone) {
        EntryPath path = entry.path();
        PosixAttributes posix = isUnix ? entry.posix() : null;
        int mode = posix == null ? present.mode() : own(file, path, posix, present);
        if (!entry.extended().isEmpty()) {
            attempt(Troubles.Kind.EXTENDED, path, () -> ExtendedAttributes.write(file, entry.extended()));
        }
        boolean isLink = entry.kind() == EntryKind.SYMBOLIC_LINK;
        // Not to follow links costs Java another look at the file.
        setModified(file, path, entry.modified(), isLink || !isAlone ? AS_IT_IS : ANY);
        // Links have no permissions of their own; a new owner has cleared the bits that run a file as somebody else.
        if (!isLink && (mode != present.mode() || (mode & (SET_USER_ID | SET_GROUP_ID)) != 0)) {
            attempt(
                    Troubles.Kind.PERMISSIONS,
                    path,
                    () -> Files.setAttribute(file, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS));
        }
    }

    /** Returns the permissions to set: what belongs to another than it should must not be run as its owner. */
    private int own(Path file, EntryPath path, PosixAttributes wanted, Present present) {
        boolean isOwned = attempt(Troubles.Kind.OWNER, path, () -> ownership.setUser(file, wanted, present));
        boolean isGrouped = attempt(Troubles.Kind.OWNER, path, () -> ownership.setGroup(file, wanted, present));
        return wanted.mode() & ~(isOwned ? 0 : SET_USER_ID) & ~(isGrouped ? 0 : SET_GROUP_ID);
    }

    private void setModified(Path file, EntryPath path, @Nullable Instant modified, LinkOption[] options) {
        if (modified != null) {
            BasicFileAttributeView view = Files.getFileAttributeView(file, BasicFileAttributeView.class, options);
            attempt(Troubles.Kind.TIMES, path, () -> view.setTimes(FileTime.from(modified), now, null));
        }
    }

    private boolean attempt(Troubles.Kind kind, EntryPath path, Step step) {
        try {
            step.run();
            return true;
        } catch (IOException e) {
            troubles.add(kind, path, e);
            return false;
        }
    }
}
