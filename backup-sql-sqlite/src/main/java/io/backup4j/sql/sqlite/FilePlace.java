package io.backup4j.sql.sqlite;

import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database file that no program has open: another file takes its place. One thread at a time. */
final class FilePlace implements Place {
    private final Database.InFile database;
    private final Path file;
    private final SqliteOptions options;
    private List<Map<String, Object>> saved = List.of();

    /**
     * Creates the place.
     *
     * @param file what the name of the database leads to
     */
    FilePlace(Database.InFile database, Path file, SqliteOptions options) {
        this.database = database;
        this.file = file;
        this.options = options;
    }

    private Path directory() throws IOException {
        Path parent = file.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new NoSuchFileException(
                    file.toString(), null, "the directory of the database is not there; make it first");
        }
        return parent;
    }

    @Override
    public boolean isEmpty() {
        return !Files.exists(file);
    }

    @Override
    public String use() throws IOException {
        return OpenFiles.user(file)
                .map(process -> "process " + process + " has it open: stop it, or restore into the live database")
                .orElse("");
    }

    @Override
    public long usableBytes() throws IOException {
        return Files.getFileStore(directory()).getUsableSpace();
    }

    /** Beside the database, so that it can be renamed in one step. */
    @Override
    public Receiver receiver() throws IOException {
        Path staged = Files.createTempFile(directory(), "." + file.getFileName() + ".", ".restoring");
        return new Receiver(staged, () -> Files.deleteIfExists(staged));
    }

    @Override
    public Optional<SqliteSource> present() throws IOException {
        if (isEmpty()) {
            return Optional.empty();
        }
        requireUnused();
        // With the log in the file already, reading the database for the safety backup does not change it.
        Exchange.settle(file, options.busyMillis());
        saved = seen();
        return Optional.of(SqliteSource.replaced(database, options));
    }

    /** Returns what a commit of others changes: size, time and number of the file and of its log. */
    private List<Map<String, Object>> seen() throws IOException {
        List<Map<String, Object>> seen = new ArrayList<>();
        for (Path part : List.of(file, Sidecar.WAL.of(file))) {
            if (Files.exists(part)) {
                seen.add(Files.readAttributes(part, "size,lastModifiedTime,fileKey"));
            }
        }
        return seen;
    }

    @Override
    public List<EntryIssue> replaceBy(Path staged, boolean isSaved) throws IOException {
        DatabaseHeader expected = DatabaseHeader.of(staged);
        requireUnused();
        boolean isSavedAsItIs = isSaved && seen().equals(saved);
        Exchange exchange = Exchange.prepare(file, options.busyMillis());
        try {
            exchange.putInPlace(staged);
            requireToBe(expected);
        } catch (IOException | RuntimeException | Error e) {
            exchange.takeBack(e);
            throw e;
        }
        return kept(exchange, isSavedAsItIs);
    }

    private void requireUnused() throws IOException {
        String use = use();
        if (!use.isEmpty()) {
            throw new IOException(use);
        }
    }

    /** A log left beside the file would show its own content here, and make no error. */
    private void requireToBe(DatabaseHeader expected) throws IOException {
        try (OpenDatabase open = database.open(options.busyMillis())) {
            open.pin();
            DatabaseHeader found = open.header();
            open.unpin();
            if (!found.equals(expected)) {
                throw new IOException("The restored database opens with " + found.pages() + " pages of "
                        + found.pageSize() + " bytes instead of " + expected.pages() + " of " + expected.pageSize());
            }
        }
    }

    private List<EntryIssue> kept(Exchange exchange, boolean isSaved) {
        if (isSaved) {
            try {
                exchange.forget();
                return List.of();
            } catch (IOException e) {
                return List.of(warning("What was there before could not be deleted: " + e.getMessage()));
            }
        }
        return exchange.aside()
                .map(aside -> List.of(warning("What was there before is kept in " + aside)))
                .orElse(List.of());
    }

    private EntryIssue warning(String message) {
        return EntryIssue.of(database.entry(), Severity.WARNING, message);
    }
}
