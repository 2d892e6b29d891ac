package io.backup4j.core;

import io.backup4j.api.EntryIssue;
import java.util.List;

/**
 * What a restore resulted in.
 *
 * @param entries entries restored
 * @param bytes bytes of content restored
 * @param issues entries that could not be restored, and warnings; at most 10,000 listed, immutable
 * @param missing number of entries that could not be restored
 */
public record RestoreReport(long entries, long bytes, List<EntryIssue> issues, long missing) {
    /** Takes a copy of the list. */
    public RestoreReport {
        issues = List.copyOf(issues);
    }

    /** Returns whether every entry that was asked for has been restored. */
    public boolean isComplete() {
        return missing == 0;
    }
}
