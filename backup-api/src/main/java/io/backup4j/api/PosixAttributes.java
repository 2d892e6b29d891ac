package io.backup4j.api;

import java.util.Objects;

/**
 * Who may do what with a file, as POSIX systems keep it.
 *
 * @param mode permission bits with set-user-id, set-group-id and sticky bit, 0 to 07777
 * @param uid number of the owner
 * @param gid number of the group
 * @param owner name of the owner, empty when the system that was backed up knew none
 * @param group name of the group, empty when the system that was backed up knew none
 */
public record PosixAttributes(int mode, long uid, long gid, String owner, String group) {
    /** Checks the range of the mode. */
    public PosixAttributes {
        if (mode < 0 || mode > 07777) {
            throw new IllegalArgumentException("Mode outside 0 to 07777: " + Integer.toOctalString(mode));
        }
    }

    // What the compiler makes for records goes through method handles, which cost a new process dearly.
    @Override
    public boolean equals(Object other) {
        return other instanceof PosixAttributes that
                && mode == that.mode
                && uid == that.uid
                && gid == that.gid
                && owner.equals(that.owner)
                && group.equals(that.group);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mode, uid, gid, owner, group);
    }
}
