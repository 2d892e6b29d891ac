package io.backup4j.cli;

import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.store.local.LocalStore;
import io.backup4j.testkit.SampleTrees;
import io.backup4j.testkit.SampleTrees.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Another process that backs up tree after tree into a directory. It says a line at each step and goes on when it is told a line, so that it can be
 * killed at a step that is known.
 */
final class EngineProcess implements AutoCloseable {
    static final String STEP = "step";
    static final String DONE = "done ";
    static final String DELETING = "deleting ";

    private final Process process;
    private final BufferedReader output;

    private EngineProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a process.
     *
     * @param store where the repository is, or is to be
     * @param trees where the trees are made, each in a directory named by a number
     */
    static EngineProcess start(Path store, Path trees) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                EngineProcess.class.getName(),
                store.toString(),
                trees.toString());
        return new EngineProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Returns what it says next; null when it has ended. */
    @Nullable
    String nextLine() throws IOException {
        return output.readLine();
    }

    void goOn() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Kills it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** A password that costs no time. */
    static Encryption encryption() {
        return Encryption.password("killed".toCharArray(), new Argon2Parameters(8, 1, 1));
    }

    public static void main(String[] arguments) throws IOException {
        Path trees = Path.of(arguments[1]);
        SteppedStore store = new SteppedStore(LocalStore.at(Path.of(arguments[0])), () -> say(STEP));
        RepositoryOptions options = RepositoryOptions.defaults().withWorkers(2);
        try (BackupRepository repository = BackupRepository.openOrCreate(store, encryption(), options)) {
            int number = 0;
            while (Files.exists(trees.resolve("" + number))) {
                number++;
            }
            while (true) {
                backUp(repository, trees, number++);
            }
        }
    }

    /** Backs up a tree, describes its point, and deletes the oldest when there are more than three. */
    private static void backUp(BackupRepository repository, Path trees, int number) {
        Path tree = trees.resolve("" + number);
        SampleTrees.of(number).make(tree, Shape.BINARY);
        PointDetails details = PointDetails.none().withName("" + number);
        RestorePoint point = repository
                .run(BackupRequest.builder()
                        .component("tree", FileTreeSource.of(tree))
                        .details(details)
                        .build())
                .point();
        say(DONE + number);
        repository.describe(point.id(), details.withDescription("described"));
        List<RestorePoint> points = repository.restorePoints();
        if (points.size() > 3) {
            RestorePoint oldest = points.get(points.size() - 1);
            say(DELETING + oldest.details().name());
            repository.delete(oldest.id());
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        try {
            if (System.in.read() < 0) {
                Runtime.getRuntime().halt(1);
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
