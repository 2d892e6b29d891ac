package io.backup4j.core;

import io.backup4j.api.PointDetails;
import java.nio.file.Path;

/**
 * Asks for a restore point made of an archive, which is read once to its end for validation before anything is stored.
 *
 * @param archive a tar, compressed by zstd, gzip, bzip2, xz or not at all, or a zip
 * @param component name of the component that it becomes
 * @param details what people say about the point
 */
public record ImportRequest(Path archive, String component, PointDetails details) implements Operation<BackupReport> {
    @Override
    public String verb() {
        return "import";
    }
}
