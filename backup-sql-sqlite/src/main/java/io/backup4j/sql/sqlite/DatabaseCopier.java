package io.backup4j.sql.sqlite;

import io.backup4j.api.ByteString;
import io.backup4j.api.CancelledException;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.Granularity;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.sql.sqlite.Soundness.Depth;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the entry of one database: looks whether it has changed, and copies it when it may have. */
final class DatabaseCopier {
    private final Database database;
    private final SqliteOptions options;
    private final PrivateFolder folder;
    private final SourceContext context;
    private Map<String, String> properties = Map.of();
    private @Nullable Path copy;

    DatabaseCopier(Database database, SqliteOptions options, PrivateFolder folder, SourceContext context) {
        this.database = database;
        this.options = options;
        this.folder = folder;
        this.context = context;
    }

    /** Returns what is worth keeping beside the pages, once the entry has been taken. */
    Map<String, String> properties() {
        return properties;
    }

    /** Takes the database as it is now. */
    SourceEntry take() throws IOException {
        ByteString stamp;
        DatabaseHeader header;
        ByteString before = stamp();
        try (OpenDatabase open = database.open(options.busyMillis())) {
            open.pin();
            // Equal before opening and behind the beginning of the transaction, so it is the stamp of what the
            // transaction sees, also when a link leads elsewhere meanwhile.
            stamp = before.equals(stamp()) ? before : ByteString.empty();
            properties = open.properties();
            header = open.header();
            // That it passed a quick check when it became known does not make it pass the full one.
            if (options.check() == Depth.FULL || stamp.isEmpty() || !context.isKnown(database.entry(), stamp)) {
                copy = copy(open, header);
            }
            open.unpin();
        }
        long size = copy == null ? header.bytes() : check(copy);
        return new DatabaseEntry(
                Entry.file(database.entry(), size), stamp, Granularity.pages(header.pageSize()), this::open);
    }

    private ByteString stamp() throws IOException {
        return database instanceof Database.InFile file
                ? FileStamp.of(file.file(), context.startedAt())
                : ByteString.empty();
    }

    private Path copy(OpenDatabase open, DatabaseHeader header) throws IOException {
        if (context.isCancelled()) {
            throw new CancelledException("The backup was cancelled before " + database.location() + " was copied");
        }
        if (folder.room() < header.bytes()) {
            throw new IOException("Could not copy the SQLite database " + database.location() + ": it has "
                    + header.bytes() + " bytes, and in " + options.temporaryDirectory() + " there is room for "
                    + folder.room() + "; name another temporary directory");
        }
        Path file = folder.newFile();
        open.copyTo(file);
        if (open.isPinned() && Files.size(file) != header.bytes()) {
            throw new IOException("The copy of the SQLite database " + database.location() + " has " + Files.size(file)
                    + " bytes instead of " + header.bytes() + "; back it up again");
        }
        return file;
    }

    /** Returns the bytes of a copy that is sound. */
    private long check(Path file) throws IOException {
        Soundness.require(file, "The SQLite database " + database.location(), options.check())
                .ifPresent(unchecked -> context.report(EntryIssue.of(database.entry(), Severity.WARNING, unchecked)));
        return Files.size(file);
    }

    /** The engine reads what it has called known only when it cannot read what it knew; then the copy is made late. */
    private synchronized InputStream open() throws IOException {
        Path file = copy;
        if (file == null) {
            try (OpenDatabase open = database.open(options.busyMillis())) {
                open.pin();
                file = copy(open, open.header());
                open.unpin();
            }
            check(file);
            copy = file;
        }
        return Files.newInputStream(file);
    }
}
