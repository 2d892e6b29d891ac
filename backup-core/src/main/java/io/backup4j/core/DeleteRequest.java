package io.backup4j.core;

import io.backup4j.api.RestorePointId;

/**
 * Asks for the removal of one restore point. The space of what only it needed comes free when space is reclaimed.
 *
 * @param point the restore point
 */
public record DeleteRequest(RestorePointId point) implements Operation<DeleteReport> {
    @Override
    public String verb() {
        return "delete";
    }
}
