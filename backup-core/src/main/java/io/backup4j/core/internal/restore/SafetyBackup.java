package io.backup4j.core.internal.restore;

import io.backup4j.api.BackupSource;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;

/** Makes a restore point of what a restore is about to replace. */
public interface SafetyBackup {
    /**
     * Makes the point.
     *
     * @param component what the restored component is called, so that pages are compared with the right history
     * @param replaced what will be replaced
     * @param restored the point that will be restored
     */
    RestorePoint make(String component, BackupSource replaced, RestorePointId restored) throws Exception;

    /** Removes a point again whose restore has not happened. */
    void discard(RestorePointId point);
}
