package io.backup4j.core.files;

/**
 * Whose a file is at present.
 *
 * @param uid number of the owner
 * @param gid number of the group
 * @param mode permissions, 0 to 07777
 */
record Present(long uid, long gid, int mode) {
    static Present of(FileStat stat) {
        return new Present(stat.uid(), stat.gid(), stat.permissions());
    }

    Present withMode(int newMode) {
        return new Present(uid, gid, newMode);
    }
}
