package io.backup4j.core;

import io.backup4j.api.RestorePointId;
import java.io.OutputStream;

/**
 * Asks for a restore point as one archive.
 *
 * @param point the restore point
 * @param selection the entries; when they come from several components, each component is a directory of its name
 * @param format the kind of archive
 * @param output where it goes; flushed, not closed. Its content is worth nothing unless the operation succeeds
 */
public record ExportRequest(RestorePointId point, Selection selection, ArchiveFormat format, OutputStream output)
        implements Operation<RestoreReport> {
    @Override
    public String verb() {
        return "export";
    }
}
