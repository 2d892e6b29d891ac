package io.backup4j.stress;

import io.backup4j.api.BackupStore;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.store.local.LocalStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An engine in a process of its own, which says a line before each call and goes on when it is told a line, so that it can be killed there as
 * {@code kill -9} does.
 */
final class ProcessActor implements Actor {
    private static final String CALL = "call";
    private static final String DECISION = "decision";

    private final String place;
    private final Path other;
    private @Nullable Process process;
    private @Nullable BufferedReader output;
    private String line = "";

    /** Makes one that is at rest, and works on the repository in one of the {@link Places} and another in a directory. */
    ProcessActor(String place, Path other) {
        this.place = place;
        this.other = other;
    }

    @Override
    public void begin(Move move) throws IOException {
        if (process == null) {
            process = start();
            output = process.inputReader(StandardCharsets.UTF_8);
        }
        tell(move.toString());
        read();
    }

    private Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ProcessActor.class.getName(),
                place,
                other.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void tell(String text) throws IOException {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("There is no process");
        }
        running.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
        running.getOutputStream().flush();
    }

    private void read() throws IOException {
        String next = output == null ? null : output.readLine();
        if (next == null) {
            throw new AssertionError("The process has ended by itself, after " + line);
        }
        line = next;
    }

    private boolean isAtCall() {
        return line.equals(CALL) || line.equals(DECISION);
    }

    @Override
    public boolean advance(int calls, boolean toDecision) throws IOException {
        for (int left = calls; left > 0 && isAtCall(); left--) {
            tell("");
            read();
            if (toDecision && line.equals(DECISION)) {
                return false;
            }
        }
        return !isAtCall();
    }

    @Override
    public Answer answer() {
        return Answer.parse(line);
    }

    @Override
    public void kill(boolean duringCall) throws IOException, InterruptedException {
        if (duringCall) {
            tell("");
        }
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        }
        process = null;
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    /** The other process: opens the two repositories and does one move after the other. */
    public static void main(String[] arguments) throws IOException {
        RepositoryOptions options = RepositoryOptions.defaults().withWorkers(1);
        BackupStore paced = new PacedStore(Places.open(arguments[0]), new Steps());
        String first = hear();
        try (BackupRepository repository = BackupRepository.open(paced, StressHistory.encryption(), options);
                BackupRepository other =
                        BackupRepository.open(LocalStore.at(Path.of(arguments[1])), StressHistory.encryption())) {
            Player player = new Player(repository, other);
            for (String move = first; !move.isEmpty(); move = hear()) {
                System.out.println(player.play(Move.parse(move)));
            }
        }
    }

    /** Says each call and waits to be told to make it; one at a time. */
    private static final class Steps implements PacedStore.Pace {
        @Override
        public synchronized void before(boolean decides) {
            System.out.println(decides ? DECISION : CALL);
            hear();
        }

        @Override
        public void after() {}
    }

    /** Whoever is not told anything any more has been left alone, and ends. */
    private static synchronized String hear() {
        StringBuilder heard = new StringBuilder();
        try {
            for (int next = System.in.read(); next != '\n'; next = System.in.read()) {
                if (next < 0) {
                    Runtime.getRuntime().halt(1);
                }
                heard.append((char) next);
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
        return heard.toString();
    }
}
