package io.backup4j.core.internal.archive;

import io.backup4j.api.BackupSource;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceSnapshot;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An archive as a source. It is unpacked into one temporary file first: that validates it to its last byte before anything
 * is stored, and its entries can then be taken in the order of their paths, which archives do not keep.
 */
public final class ArchiveSource implements BackupSource {
    private final Path archive;
    private final long maximumBytes;

    /**
     * Names the archive, which is looked at when the source is opened.
     *
     * @param maximumBytes how large it may be when unpacked
     */
    public ArchiveSource(Path archive, long maximumBytes) {
        this.archive = archive;
        this.maximumBytes = maximumBytes;
    }

    @Override
    public String type() {
        return "archive";
    }

    @Override
    public String location() {
        return archive.toString();
    }

    @Override
    public SourceSnapshot open(SourceContext context) throws IOException {
        Spool spool = new Spool(maximumBytes);
        try {
            new ArchiveUnpacker(archive, spool, context).unpack();
            return new SpoolSnapshot(spool);
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }
}
