package io.backup4j.core;

import io.backup4j.api.RestorePointId;

/**
 * Asks for a copy of a restore point in another repository: chunk by chunk, sealed anew, moving only what is not there
 * yet. Repeating an interrupted copy goes on where it ended.
 *
 * <p>An entry whose content is damaged is listed as missing in the copy, which is incomplete then, and the copy goes on.
 *
 * @param point the restore point
 * @param destination where the copy goes; stays open
 */
public record CopyRequest(RestorePointId point, BackupRepository destination) implements Operation<BackupReport> {
    @Override
    public String verb() {
        return "copy";
    }
}
