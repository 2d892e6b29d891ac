package io.backup4j.core;

import io.backup4j.api.RestorePointId;

/**
 * What a deletion resulted in.
 *
 * @param point the restore point that is gone, until {@link BackupRepository#undelete} brings it back
 */
public record DeleteReport(RestorePointId point) {}
