package io.backup4j.benchmarks;

import io.backup4j.api.BackupStore;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.sql.sqlite.SqliteSource;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures what backups of a changing SQLite database add to a repository, against restic on the same file, and what a busy
 * writer costs. {@code benchmarks/README.md} says how to run it.
 *
 * <p>Arguments: a directory of text files, which fill the rows; a directory to work in; megabytes of the database; optionally the
 * path of restic. Exit codes: 0 measured, 1 a command failed, 2 usage.
 */
public final class SqliteChanges {
    private static final int COMMITS_A_SECOND = 50;
    private static final int TIMED_ROUNDS = 5;

    private final PrintStream out;
    private final Path scratch;
    private final Commands commands;
    private final ResticPeer restic;

    private SqliteChanges(PrintStream out, Path scratch, String restic) {
        this.out = out;
        this.scratch = scratch;
        this.commands = new Commands(scratch);
        this.restic = new ResticPeer(restic);
    }

    /**
     * Runs the measurement and exits.
     *
     * @param arguments see above
     * @throws Exception if a directory, the database or a repository fails
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3) {
            System.err.println("Usage: SqliteChanges TEXT_DIR WORK_DIR MEGABYTES [RESTIC]");
            System.exit(2);
        }
        try (Scratch scratch = Scratch.in(Path.of(arguments[1]))) {
            String restic = arguments.length > 3 ? arguments[3] : "restic";
            new SqliteChanges(System.out, scratch.directory(), restic)
                    .run(Path.of(arguments[0]), Long.parseLong(arguments[2]) * 1_000_000);
        } catch (CommandFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run(Path text, long bytes) throws Exception {
        Path place = Files.createDirectory(scratch.resolve("data"));
        Path database = place.resolve("app.db");
        Workspace workspace = Workspace.create(place, scratch, restic.name(), Optional.empty());
        commands.run(restic.prepare(workspace));
        try (TextDatabase data = TextDatabase.create(database, text, bytes);
                BackupStore store = LocalStore.at(scratch.resolve("ours"));
                Encryption password = Encryption.password(Peer.PASSWORD);
                BackupRepository repository = BackupRepository.create(store, password)) {
            SqliteSource source = SqliteSource.of(database).temporaryDirectory(scratch);
            out.println(Files.size(database) + " bytes, " + data.rows() + " rows");
            backUpBoth("first", repository, source, workspace);

            data.update(data.rows() / 100);
            data.insert(data.rows() / 50);
            backUpBoth("1 % of the rows updated, 2 % inserted", repository, source, workspace);

            data.update(1_000);
            long added = backUpBoth("1,000 rows updated", repository, source, workspace);
            line("  of the file: %.2f %%", 100.0 * added / Files.size(database));
            time(repository, source, data, database);
        }
    }

    /** Returns what ours added. */
    private long backUpBoth(String what, BackupRepository repository, SqliteSource source, Workspace workspace)
            throws IOException, InterruptedException {
        long ours = added(scratch.resolve("ours"), () -> repository.backup(source));
        long theirs = added(workspace.repository(), () -> commands.run(restic.command(Step.UNCHANGED, workspace)));
        line("%s: ours adds %,d bytes, restic %,d, ratio %.3f", what, ours, theirs, (double) ours / theirs);
        return ours;
    }

    private interface Backup {
        void run() throws IOException, InterruptedException;
    }

    private static long added(Path repository, Backup backup) throws IOException, InterruptedException {
        long before = Trees.bytes(repository);
        backup.run();
        return Trees.bytes(repository) - before;
    }

    private void time(BackupRepository repository, SqliteSource source, TextDatabase data, Path database)
            throws IOException, SQLException {
        List<Double> idle = new ArrayList<>();
        List<Double> busy = new ArrayList<>();
        for (int round = 0; round < TIMED_ROUNDS; round++) {
            data.update(100);
            idle.add(seconds(repository, source));
            data.update(100);
            try (PacedWriter writer = PacedWriter.start(database, COMMITS_A_SECOND)) {
                busy.add(seconds(repository, source));
                line("  %d commits meanwhile", writer.commits());
            }
        }
        double ratio = Spread.of(busy).median() / Spread.of(idle).median();
        line("idle %s s, with %d commits a second %s s, ratio %.2f", text(idle), COMMITS_A_SECOND, text(busy), ratio);
    }

    private static double seconds(BackupRepository repository, SqliteSource source) {
        long start = System.nanoTime();
        repository.backup(source);
        return (System.nanoTime() - start) / 1e9;
    }

    private static String text(List<Double> figures) {
        Spread spread = Spread.of(figures);
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", spread.median(), spread.min(), spread.max());
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
