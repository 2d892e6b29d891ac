package io.backup4j.core;

import io.backup4j.api.RestorePointId;

/**
 * Asks for the deletion of one restore point. It can be brought back until space is reclaimed.
 *
 * @param point the restore point
 */
public record DeleteRequest(RestorePointId point) implements Operation<DeleteReport> {
    @Override
    public String verb() {
        return "delete";
    }
}
