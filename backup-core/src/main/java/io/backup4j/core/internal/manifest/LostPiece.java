package io.backup4j.core.internal.manifest;

import io.backup4j.api.BackupException;
import io.backup4j.api.EntryPath;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a manifest that cannot be read.
 *
 * @param entries how many entries it has
 * @param last path of the last of them; null when the piece is the whole manifest
 * @param cause what was found
 */
public record LostPiece(long entries, @Nullable EntryPath last, BackupException cause) {
    /** Says which entries, for people. */
    public String description() {
        String upTo = last == null ? "" : ", the last '" + last + "'";
        return "A piece of the list of entries is lost: " + entries + " entries" + upTo;
    }
}
