package io.backup4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says what a table was measured on: figures without it mean nothing a week later. */
final class Machine {
    private Machine() {}

    static List<String> describe(Options options, List<Peer> peers, Commands commands)
            throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add("%s %s, %d cores"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.getRuntime().availableProcessors()));
        lines.add("tree " + place(options.tree()) + ", " + Trees.bytes(options.tree()) + " bytes in files");
        lines.add("work " + place(options.work()));
        options.bucket()
                .ifPresent(bucket -> lines.add("repositories in " + bucket.name() + " at " + bucket.endpoint()));
        lines.add("rounds " + options.rounds() + ", steps " + Step.labels(options.steps()));
        for (Peer peer : peers) {
            lines.add(peer.name() + ": " + version(peer, commands, options.work()));
        }
        return lines;
    }

    private static String place(Path path) throws IOException {
        return path + " (" + Files.getFileStore(path).type() + ")";
    }

    private static String version(Peer peer, Commands commands, Path directory)
            throws IOException, InterruptedException {
        return commands.run(peer.version(directory)).lines().findFirst().orElse("says nothing");
    }
}
