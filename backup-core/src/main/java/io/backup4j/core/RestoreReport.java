package io.backup4j.core;

import io.backup4j.api.EntryIssue;
import io.backup4j.api.RestorePointId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a restore resulted in.
 *
 * @param entries entries restored
 * @param bytes bytes of content restored
 * @param issues entries that could not be restored, and warnings; at most 10,000 listed, immutable
 * @param missing number of entries that could not be restored as they were; an issue says so of each, also of those with holes,
 *     and one issue, at the root, of all entries of which even the names are lost
 * @param safetyPoint the restore point of what was replaced; null when nothing was, when the target could not tell what, or
 *     when none was asked for
 */
public record RestoreReport(
        long entries,
        long bytes,
        List<EntryIssue> issues,
        long missing,
        @Nullable RestorePointId safetyPoint) {
    /** Takes a copy of the list. */
    public RestoreReport {
        issues = List.copyOf(issues);
    }

    /** Returns whether every entry that was asked for has been restored. */
    public boolean isComplete() {
        return missing == 0;
    }
}
