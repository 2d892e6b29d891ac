package io.backup4j.core.files;

import io.backup4j.api.RestorePointId;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A snapshot from which a file vanishes when it has been listed. */
final class LosingSnapshot implements SourceSnapshot {
    private final SourceSnapshot snapshot;
    private final Path file;

    LosingSnapshot(SourceSnapshot snapshot, Path file) {
        this.snapshot = snapshot;
        this.file = file;
    }

    @Override
    public @Nullable SourceEntry next() throws IOException {
        SourceEntry entry = snapshot.next();
        if (entry != null
                && entry.entry().path().toString().equals(file.getFileName().toString())) {
            Files.delete(file);
        }
        return entry;
    }

    @Override
    public void committed(RestorePointId point) throws IOException {
        snapshot.committed(point);
    }

    @Override
    public void close() throws IOException {
        snapshot.close();
    }
}
