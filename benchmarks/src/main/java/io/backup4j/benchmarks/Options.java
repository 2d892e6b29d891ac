package io.backup4j.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line of {@link CompareWithPeers}.
 *
 * @param tree the directory that is backed up; only read
 * @param work an existing directory for repositories and restored trees; what is made in it is deleted again
 * @param rounds how often everything is repeated, at least 1
 * @param backup the launcher of this project: a path, or a name to look up in {@code PATH}; so are restic and borg
 * @param restic restic, the reference of all ratios
 * @param borg borg
 * @param steps what is measured
 * @param bucket where repositories are made instead, and left
 */
record Options(
        Path tree,
        Path work,
        int rounds,
        String backup,
        String restic,
        String borg,
        Set<Step> steps,
        Optional<Bucket> bucket) {
    static final String USAGE = """
            Usage: CompareWithPeers --tree DIR --work DIR [--rounds N] [--backup LAUNCHER] [--restic PATH] [--borg PATH]
                                    [--steps first,unchanged,restore,verify] [--s3 http://HOST:PORT/BUCKET]""";

    private static final Set<String> NAMES =
            Set.of("--tree", "--work", "--rounds", "--backup", "--restic", "--borg", "--steps", "--s3");

    static Options parse(String... arguments) {
        Map<String, String> given = pairs(arguments);
        return new Options(
                directory(given, "--tree"),
                directory(given, "--work"),
                rounds(given.getOrDefault("--rounds", "3")),
                given.getOrDefault("--backup", "backup-cli/target/backup"),
                given.getOrDefault("--restic", "restic"),
                given.getOrDefault("--borg", "borg"),
                Step.parseList(given.getOrDefault("--steps", "first,unchanged,restore,verify")),
                Optional.ofNullable(given.get("--s3")).map(Bucket::parse));
    }

    private static Map<String, String> pairs(String... arguments) {
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!NAMES.contains(arguments[i])) {
                throw new UsageException("Unknown option " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new UsageException("No value after " + arguments[i]);
            }
            if (pairs.put(arguments[i], arguments[i + 1]) != null) {
                throw new UsageException("Given twice: " + arguments[i]);
            }
        }
        return pairs;
    }

    private static Path directory(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null) {
            throw new UsageException("Missing " + name);
        }
        Path path = Path.of(value).toAbsolutePath().normalize();
        if (!Files.isDirectory(path)) {
            throw new UsageException(name + " " + path + " is not a directory");
        }
        return path;
    }

    private static int rounds(String value) {
        if (!value.matches("[1-9][0-9]{0,2}")) {
            throw new UsageException("--rounds takes a number from 1 to 999, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }
}
