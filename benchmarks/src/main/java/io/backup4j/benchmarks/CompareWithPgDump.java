package io.backup4j.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the backup and the restore of a PostgreSQL database against {@code pg_dump -Fc} and {@code pg_restore -j2}, as whole
 * processes, one after the other in each round. {@code benchmarks/README.md} says how to run it.
 *
 * <p>Both find the server in {@code PGHOST}, {@code PGPORT}, {@code PGUSER} and {@code PGPASSWORD}. Exit codes: 0 measured, 1 a command
 * failed, 2 usage.
 */
public final class CompareWithPgDump {
    private static final String USAGE = "Arguments: DATABASE WORK-DIRECTORY ROUNDS PATH-OF-backup";

    private final String database;
    private final Path work;
    private final String backup;
    private final Commands commands;
    private final PrintStream out;

    private CompareWithPgDump(String database, Path work, String backup, PrintStream out) {
        this.database = database;
        this.work = work;
        this.backup = backup;
        this.commands = new Commands(work);
        this.out = out;
    }

    /**
     * Runs the comparison and exits.
     *
     * @param arguments database, directory to work in, number of rounds, path of the launcher
     * @throws IOException if a directory cannot be read, written or deleted
     * @throws InterruptedException if this thread is interrupted while a program runs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 4 || !arguments[2].matches("[1-9][0-9]?")) {
            System.err.println(USAGE);
            System.exit(2);
        }
        try (Scratch scratch = Scratch.in(Path.of(arguments[1]))) {
            new CompareWithPgDump(arguments[0], scratch.directory(), arguments[3], System.out)
                    .run(Integer.parseInt(arguments[2]));
        } catch (CommandFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run(int rounds) throws IOException, InterruptedException {
        List<Double> exports = new ArrayList<>();
        List<Double> restores = new ArrayList<>();
        out.println(
                "| round | pg_dump -Fc, s | backup create, s | ratio | pg_restore -j2, s | backup restore, s | ratio | peak, MB |");
        out.println("|---|---|---|---|---|---|---|---|");
        for (int round = 1; round <= rounds; round++) {
            Path directory = Files.createDirectory(work.resolve("round-" + round));
            String dump = directory.resolve("dump").toString();
            commands.run(backup(directory, "init"));
            Cost theirs = commands.measure(plain(directory, "pg_dump", "-Fc", "-f", dump, database));
            Cost ours = commands.measure(backup(directory, "create", "postgres:///" + database));
            Cost theirRestore = theirRestore(directory, dump);
            Cost ourRestore = ourRestore(directory);
            exports.add(ours.wallSeconds() / theirs.wallSeconds());
            restores.add(ourRestore.wallSeconds() / theirRestore.wallSeconds());
            out.printf(
                    Locale.ROOT,
                    "| %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f |%n",
                    round,
                    theirs.wallSeconds(),
                    ours.wallSeconds(),
                    exports.get(exports.size() - 1),
                    theirRestore.wallSeconds(),
                    ourRestore.wallSeconds(),
                    restores.get(restores.size() - 1),
                    Math.max(ours.peakMegabytes(), ourRestore.peakMegabytes()));
            Trees.delete(directory);
        }
        out.printf(
                Locale.ROOT,
                "%nMedian ratios: export %.2f, restore %.2f%n",
                Spread.of(exports).median(),
                Spread.of(restores).median());
    }

    private Cost theirRestore(Path directory, String dump) throws IOException, InterruptedException {
        String name = database + "_by_pg_restore";
        commands.run(plain(directory, "dropdb", "--if-exists", name));
        commands.run(plain(directory, "createdb", "-T", "template0", name));
        Cost cost = commands.measure(plain(directory, "pg_restore", "-j2", "-d", name, dump));
        commands.run(plain(directory, "dropdb", name));
        return cost;
    }

    private Cost ourRestore(Path directory) throws IOException, InterruptedException {
        String name = database + "_by_backup4j";
        commands.run(plain(directory, "dropdb", "--if-exists", name));
        Cost cost = commands.measure(backup(directory, "restore", "latest", "--to", "postgres:///" + name));
        commands.run(plain(directory, "dropdb", name));
        return cost;
    }

    private static Command plain(Path directory, String... words) {
        return new Command(List.of(words), Map.of(), directory);
    }

    private Command backup(Path directory, String... words) {
        Map<String, String> environment = Map.of(
                "BACKUP_REPO", directory.resolve("repository").toString(),
                "BACKUP_PASSWORD", Peer.PASSWORD,
                "XDG_CACHE_HOME", directory.resolve("cache").toString());
        return new Command(List.of(words), environment, directory).after(List.of(backup));
    }
}
