package io.backup4j.benchmarks;

import io.backup4j.api.BackupSource;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.PruneReport;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.VerifyLevel;
import io.backup4j.store.local.LocalStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Measures a prune of a repository with very many chunks, in a process with little heap. {@code benchmarks/README.md} says how to run it.
 *
 * <p>Arguments: a directory to work in; the number of restore points; new files in each, of one chunk. Exit codes: 0 measured, 1 the prune failed, 2
 * usage.
 */
public final class PruneOfManyChunks {
    private static final String HEAP = "-Xmx180m";
    private static final int LENGTH = 200;
    private static final int GENERATIONS = 3;

    private PruneOfManyChunks() {}

    /**
     * Runs the measurement and exits.
     *
     * @param arguments see above
     * @throws Exception if the directory or the repository fails
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1) {
            prune(Path.of(arguments[0]));
            return;
        }
        if (arguments.length != 3) {
            System.err.println("Usage: PruneOfManyChunks WORK_DIR POINTS FILES");
            System.exit(2);
        }
        try (Scratch scratch = Scratch.in(Path.of(arguments[0]))) {
            Path store = scratch.directory().resolve("store");
            build(store, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            System.exit(pruneInProcess(store) == 0 ? 0 : 1);
        }
    }

    /** Makes the points, each with the files of some generations, and deletes every second of them. */
    private static void build(Path store, int points, int files) throws IOException {
        try (BackupRepository repository = BackupRepository.create(LocalStore.at(store), encryption())) {
            for (int generation = 0; generation < points; generation++) {
                RestorePoint point = repository.backup(new Generations(generation, files));
                if (generation % 2 == 0) {
                    repository.delete(point.id());
                }
            }
            System.out.println("Before: " + repository.statistics());
        }
    }

    private static int pruneInProcess(Path store) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PruneOfManyChunks.class.getName(),
                        store.toString()))
                .inheritIO()
                .start()
                .waitFor();
    }

    private static void prune(Path store) throws IOException {
        try (BackupRepository repository = BackupRepository.open(LocalStore.at(store), encryption())) {
            long start = System.nanoTime();
            PruneReport report = repository.run(PruneRequest.defaults());
            System.out.printf("Pruned in %.1f s with %s: %s%n", (System.nanoTime() - start) / 1e9, HEAP, report);
            System.out.println("The process: " + peak());
            System.out.println("After: " + repository.statistics());
            repository.verify(VerifyLevel.STRUCTURE).throwIfDamaged();
        }
    }

    /** Linux tells the most memory that a process has had; elsewhere nothing is told. */
    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("unknown");
    }

    private static Encryption encryption() {
        return Encryption.password("benchmark".toCharArray(), new Argon2Parameters(8, 1, 1));
    }

    /** The files of the newest generation and of some before. */
    private record Generations(int newest, int files) implements BackupSource {
        @Override
        public String type() {
            return "generations";
        }

        @Override
        public String location() {
            return "generations";
        }

        @Override
        public SourceSnapshot open(SourceContext context) {
            int first = Math.max(0, newest + 1 - GENERATIONS);
            return new SourceSnapshot() {
                private int next = first * files;

                @Override
                public @Nullable SourceEntry next() {
                    return next < (newest + 1) * files ? new SmallFile(next++) : null;
                }

                @Override
                public void close() {}
            };
        }
    }

    private record SmallFile(int number) implements SourceEntry {
        @Override
        public Entry entry() {
            return Entry.file(EntryPath.of("%09d".formatted(number)), LENGTH);
        }

        @Override
        public InputStream open() {
            byte[] bytes = new byte[LENGTH];
            new Random(number).nextBytes(bytes);
            return new ByteArrayInputStream(bytes);
        }
    }
}
