package io.backup4j.sql.sqlite;

import io.backup4j.api.BackupSource;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.testkit.RecordingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a source gives, as files. */
final class Copies {
    private Copies() {}

    /** Returns the context of a run that begins so late that every file is old. */
    static RecordingContext later() {
        return new RecordingContext(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));
    }

    /** Writes the only entry of a source to a file. */
    static Path take(BackupSource source, Path to) throws IOException {
        return take(source, later(), to);
    }

    static Path take(BackupSource source, SourceContext context, Path to) throws IOException {
        Files.deleteIfExists(to);
        try (SourceSnapshot snapshot = source.open(context);
                InputStream in = only(snapshot).open()) {
            Files.copy(in, to);
        }
        return to;
    }

    static SourceEntry only(SourceSnapshot snapshot) throws IOException {
        SourceEntry entry = snapshot.next();
        if (entry == null || snapshot.next() != null) {
            throw new IOException("There is not exactly one entry");
        }
        return entry;
    }

    /** Opens a copy without leaving anything beside it. */
    static Connection open(Path copy) throws SQLException {
        return Sql.connect(copy, "immutable=1");
    }

    static List<Path> filesIn(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            all.forEach(files::add);
        }
        return files;
    }
}
