package io.backup4j.sql.sqlite;

import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A database file that no program has open: another file takes its place.
 *
 * @param file what the name of the database leads to
 */
record FilePlace(Database.InFile database, Path file, SqliteOptions options) implements Place {
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
    public Optional<SqliteSource> present() {
        return isEmpty() ? Optional.empty() : Optional.of(SqliteSource.replaced(database, options));
    }

    @Override
    public List<EntryIssue> replaceBy(Path staged, boolean isSaved) throws IOException {
        DatabaseHeader expected = DatabaseHeader.of(staged);
        requireUnused();
        Exchange exchange = Exchange.prepare(file, options.busyMillis());
        try {
            exchange.putInPlace(staged);
            requireToBe(expected);
        } catch (IOException e) {
            exchange.takeBack(e);
            throw e;
        }
        return kept(exchange, isSaved);
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
