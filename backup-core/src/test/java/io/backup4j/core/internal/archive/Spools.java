package io.backup4j.core.internal.archive;

import io.backup4j.testkit.RecordingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** What an import finds in archives. */
final class Spools {
    private Spools() {}

    /** Returns all that is in an archive, to be closed. */
    static Spool unpacked(Path archive) throws IOException {
        Spool spool = new Spool(Long.MAX_VALUE);
        try {
            new ArchiveUnpacker(archive, spool, new RecordingContext(Clock.systemUTC())).unpack();
            return spool;
        } catch (IOException e) {
            spool.close();
            throw e;
        }
    }
}
