package io.backup4j.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts programs. One thread at a time. */
final class Commands {
    private static final String TIME = "/usr/bin/time";
    private static final int SHOWN_LINES = 20;

    private final Path scratch;

    /** Programs' outputs go to files in the given directory, so that no pipe slows a program down. */
    Commands(Path scratch) {
        this.scratch = scratch;
    }

    /** The executable file that a path, or a name looked up in {@code PATH}, stands for. */
    static Optional<String> find(String program) {
        Stream<Path> places = program.contains("/")
                ? Stream.of(Path.of(program))
                : Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, program));
        return places.filter(place -> Files.isRegularFile(place) && Files.isExecutable(place))
                .map(place -> place.toAbsolutePath().toString())
                .findFirst();
    }

    /** Checks for the programs that are needed whichever peers there are. */
    static void requireTools() {
        for (String tool : List.of(TIME, "rsync", "sync")) {
            if (find(tool).isEmpty()) {
                throw new UsageException("This run needs " + tool + ": install the packages time, rsync and coreutils");
            }
        }
    }

    /**
     * Runs to the end and gives what was printed, standard error included.
     *
     * @throws CommandFailedException if the exit code is not 0
     */
    String run(Command command) throws IOException, InterruptedException {
        Path output = scratch.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command.arguments())
                .directory(command.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(command.environment());
        int exitCode = builder.start().waitFor();
        // A program's messages are in the locale's encoding; a stray byte must not end the run.
        String printed = new String(Files.readAllBytes(output), Charset.defaultCharset());
        if (exitCode != 0) {
            throw new CommandFailedException(command, exitCode, lastLines(printed));
        }
        return printed;
    }

    /** Runs to the end under GNU time, after everything written before has reached the disk. */
    Cost measure(Command command) throws IOException, InterruptedException {
        run(new Command(List.of("sync"), command.environment(), command.directory()));
        Path report = scratch.resolve("time.txt");
        // GNU time stands between: a child of this large process would report this process's memory as its own peak.
        Command timed = command.after(List.of(TIME, "-o", report.toString(), "-f", Cost.TIME_FORMAT));
        double stolen = StolenTime.seconds();
        long start = System.nanoTime();
        run(timed);
        long wallNanos = System.nanoTime() - start;
        return Cost.of(wallNanos, Files.readString(report), StolenTime.seconds() - stolen);
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().toList();
        return String.join(
                System.lineSeparator(), lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }
}
