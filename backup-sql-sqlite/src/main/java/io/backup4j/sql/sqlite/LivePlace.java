package io.backup4j.sql.sqlite;

import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.OutcomeUnknownException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A database that programs have open: SQLite replaces all its pages in one transaction. */
record LivePlace(Database database, SqliteOptions options) implements Place {
    /** The new database, what was there, and what is there afterwards. */
    private static final int COPIES = 3;

    @Override
    public boolean isEmpty() throws IOException {
        try (OpenDatabase open = database.open(options.busyMillis())) {
            return open.objects() == 0;
        }
    }

    @Override
    public String use() {
        return "";
    }

    @Override
    public long usableBytes() throws IOException {
        return Files.getFileStore(options.temporaryDirectory()).getUsableSpace() / COPIES;
    }

    @Override
    public Receiver receiver() throws IOException {
        PrivateFolder folder = PrivateFolder.in(options.temporaryDirectory());
        return new Receiver(folder.newFile(), folder);
    }

    @Override
    public Optional<SqliteSource> present() throws IOException {
        return isEmpty() ? Optional.empty() : Optional.of(SqliteSource.replaced(database, options));
    }

    @Override
    public List<EntryIssue> replaceBy(Path staged, boolean isSaved) throws IOException {
        PrivateFolder folder = PrivateFolder.in(options.temporaryDirectory());
        List<EntryIssue> issues = new ArrayList<>();
        AtomicBoolean isReplaced = new AtomicBoolean();
        try {
            replaceAndRelease(staged, folder, issues, isReplaced);
        } catch (IOException | RuntimeException | Error e) {
            // From here on nothing that fails may look like a restore that has not happened.
            if (!isReplaced.get()) {
                throw e;
            }
            issues.add(warning("The database is restored, but not all that was used for it could be released: " + e));
        }
        return issues;
    }

    private void replaceAndRelease(Path staged, PrivateFolder folder, List<EntryIssue> issues, AtomicBoolean isReplaced)
            throws IOException {
        boolean isKept = false;
        try (OpenDatabase open = database.open(options.busyMillis())) {
            requireLikeness(open, staged);
            Path before = folder.newFile();
            open.copyTo(before);
            issues.addAll(replace(open, staged, before, folder));
            isReplaced.set(true);
        } catch (OutcomeUnknownException e) {
            isKept = true;
            throw e;
        } finally {
            if (!isKept) {
                folder.close();
            }
        }
    }

    private EntryIssue warning(String message) {
        return EntryIssue.of(database.entry(), Severity.WARNING, message);
    }

    /**
     * Other pages SQLite would say that it has replaced, and not do so; with another encoding all connections that are open would
     * fail from then on.
     */
    private void requireLikeness(OpenDatabase open, Path staged) throws IOException {
        boolean hasObjects = open.objects() > 0;
        int pageSize = DatabaseHeader.of(staged).pageSize();
        // A log holds whole pages, so their size is fixed with it, whatever they hold.
        boolean hasPages = hasObjects || open.pragma("journal_mode").equals("wal");
        if (hasPages && pageSize != open.header().pageSize()) {
            throw unlike(
                    "pages of " + pageSize + " bytes", "of " + open.header().pageSize());
        }
        String encoding = DatabaseHeader.encoding(staged);
        if (hasObjects && !encoding.isEmpty() && !encoding.equals(open.pragma("encoding"))) {
            throw unlike("texts in " + encoding, "in " + open.pragma("encoding"));
        }
    }

    private IOException unlike(String restored, String present) {
        return new IOException("The database to restore has " + restored + " and " + database.location() + " " + present
                + ", which cannot be exchanged while it is in use; stop the application and restore the file");
    }

    private List<EntryIssue> replace(OpenDatabase open, Path staged, Path before, PrivateFolder folder)
            throws IOException {
        try {
            String cookie = open.pragma("schema_version");
            open.replaceBy(staged);
            // A replacement always counts it up, in the same transaction.
            if (open.pragma("schema_version").equals(cookie)) {
                throw new IOException(
                        "SQLite has not replaced the database " + database.location()
                                + ": somebody was reading it all the time, or there was no room for it; see to that and try again");
            }
            return compare(open, staged, before, folder);
        } catch (IOException | RuntimeException | Error e) {
            putBack(open, staged, before, folder, e);
            throw e;
        }
    }

    private List<EntryIssue> compare(OpenDatabase open, Path staged, Path before, PrivateFolder folder)
            throws IOException {
        Likeness likeness = Likeness.of(now(open, folder), before, staged);
        if (likeness.isSecond()) {
            return List.of();
        }
        if (!likeness.isRatherSecond()) {
            throw new IOException("SQLite has not replaced the database " + database.location()
                    + ", and others have changed its tables meanwhile; try again");
        }
        String message = "Others wrote to " + database.location()
                + " right after it was restored, so it could be compared with what was restored in part only";
        return List.of(warning(message));
    }

    private static Path now(OpenDatabase open, PrivateFolder folder) throws IOException {
        Path now = folder.newFile();
        open.copyTo(now);
        return now;
    }

    /** SQLite has rolled back by itself, as a rule; then what is different now was written by others. */
    private void putBack(OpenDatabase open, Path staged, Path before, PrivateFolder folder, Throwable failure) {
        try {
            if (!Likeness.of(now(open, folder), before, staged).isSecondAtAll()) {
                return;
            }
            open.replaceBy(before);
            if (Likeness.of(now(open, folder), staged, before).isSecond()) {
                return;
            }
        } catch (IOException | RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
        throw new OutcomeUnknownException(
                "Restoring " + database.location() + " failed (" + failure.getMessage()
                        + "), and nobody can tell whether it is what it was before. Do not use it before you have"
                        + " compared it with the copy from before, " + before,
                failure);
    }
}
