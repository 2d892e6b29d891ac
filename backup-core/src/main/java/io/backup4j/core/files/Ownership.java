package io.backup4j.core.files;

import io.backup4j.api.PosixAttributes;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gives files to their owners. Safe for use by several threads. */
final class Ownership {
    private static final long ROOT = 0;
    private static final String NOT_PERMITTED = "Operation not permitted";

    private final Principals principals;
    private final long self;
    /**
     * To whom the system does not let us give our files; asking again for every file would take longer than the files.
     * Root may give them to anybody, so what is refused to it is a matter of one file.
     */
    private final Set<Object> refused = ConcurrentHashMap.newKeySet();

    private interface Change {
        void make(PosixFileAttributeView view) throws IOException;
    }

    /**
     * Creates it.
     *
     * @param self whose the files are that this process makes
     */
    Ownership(Path root, long self) {
        this.principals = new Principals(root.getFileSystem());
        this.self = self;
    }

    /**
     * Sets the owner where it is another one.
     *
     * @throws IOException when the system refuses, or knows nobody of that name and number
     */
    void setUser(Path file, PosixAttributes wanted, Present present) throws IOException {
        Principals.Owner<UserPrincipal> owner = principals.user(wanted);
        if (!owner.hasId() || wanted.uid() != present.uid()) {
            set(file, present, owner.principal(), view -> view.setOwner(owner.principal()));
        }
    }

    /**
     * Sets the group where it is another one.
     *
     * @throws IOException when the system refuses, or knows no group of that name and number
     */
    void setGroup(Path file, PosixAttributes wanted, Present present) throws IOException {
        Principals.Owner<GroupPrincipal> owner = principals.group(wanted);
        if (!owner.hasId() || wanted.gid() != present.gid()) {
            set(file, present, owner.principal(), view -> view.setGroup(owner.principal()));
        }
    }

    private void set(Path file, Present present, Object principal, Change change) throws IOException {
        if (refused.contains(principal)) {
            throw new IOException(NOT_PERMITTED);
        }
        try {
            change.make(Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            if (present.uid() == self && self != ROOT && isForbidden(e)) {
                refused.add(principal);
            }
            throw e;
        }
    }

    /** Other refusals are of one file; where the system speaks another language, each file is asked for. */
    private static boolean isForbidden(IOException e) {
        return e instanceof FileSystemException refusal && NOT_PERMITTED.equals(refusal.getReason());
    }
}
