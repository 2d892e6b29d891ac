package io.backup4j.core;

import io.backup4j.api.RestorePointId;

/**
 * What a removal resulted in.
 *
 * @param point the restore point that is gone
 * @param annotations annotations removed with it; one that the store did not let go is left behind and does no harm
 */
public record DeleteReport(RestorePointId point, int annotations) {}
