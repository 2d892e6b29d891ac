package io.backup4j.core;

import io.backup4j.api.EntryIssue;
import io.backup4j.api.RestorePoint;
import java.util.List;

/**
 * What a backup resulted in.
 *
 * @param point the restore point, durable in the store
 * @param issues trouble with single entries, warnings included; at most 10,000 of them, immutable
 * @param entriesRead entries whose content was read; the content of the others was known to be unchanged
 * @param objectsStored objects that the run created in the store, the restore point included
 */
public record BackupReport(RestorePoint point, List<EntryIssue> issues, long entriesRead, long objectsStored) {
    /** Takes a copy of the list. */
    public BackupReport {
        issues = List.copyOf(issues);
    }
}
