package io.backup4j.core;

import io.backup4j.api.PointDetails;
import java.nio.file.Path;

/**
 * Asks for a restore point made of an archive, which is read once to its end for validation before anything is stored.
 * Its content lies in a temporary file meanwhile. The run fails, and stores nothing, when the archive is damaged: an entry of a zip has not the length and
 * the CRC-32 that the zip says, a header of a tar has not its checksum, a tar ends without a block of zeros, or what compresses it is damaged. Nothing protects the contents
 * in a tar that is not compressed.
 * Nor is an archive imported that has a path or a link target of more than 65,536 bytes, or, in a tar, more than 1 MiB or 16 headers for one entry. A
 * cancel takes effect while an entry is unpacked, too.
 *
 * @param archive a tar, compressed by zstd, gzip, bzip2, xz or not at all, or a zip
 * @param component name of the component that it becomes
 * @param details what people say about the point
 * @param maximumBytes how large it may be when unpacked, as a tar that is not compressed would be: the contents, and for each entry 512 bytes
 *     and the lengths of its path and its link target; of an archive that is larger nothing is stored; at least 0
 */
public record ImportRequest(Path archive, String component, PointDetails details, long maximumBytes)
        implements Operation<BackupReport> {
    /** Checks the limit. */
    public ImportRequest {
        if (maximumBytes < 0) {
            throw new IllegalArgumentException(
                    "An import of at most " + maximumBytes + " bytes; it must be at least 0");
        }
    }

    /** Asks for an archive without a limit and without details; for one that others may have made, set a limit. */
    public static ImportRequest of(Path archive, String component) {
        return new ImportRequest(archive, component, PointDetails.none(), Long.MAX_VALUE);
    }

    /** Returns this request with other details. */
    public ImportRequest withDetails(PointDetails newDetails) {
        return new ImportRequest(archive, component, newDetails, maximumBytes);
    }

    /** Returns this request with another limit. */
    public ImportRequest withMaximumBytes(long newMaximumBytes) {
        return new ImportRequest(archive, component, details, newMaximumBytes);
    }

    @Override
    public String verb() {
        return "import";
    }
}
