package io.backup4j.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a comparison brings to light while it runs. One thread at a time. */
final class Findings {
    private final List<Measurement> measurements = new ArrayList<>();
    private final Set<String> commands = new LinkedHashSet<>();
    private final List<String> differences = new ArrayList<>();
    private int restores;
    private int equalRestores;

    /** Keeps what was run; commands that differ only in the round's directory count as one. */
    void command(Command command, Path round) {
        commands.add(command.display().replace(round.toString(), "$ROUND"));
    }

    void add(Measurement measurement) {
        measurements.add(measurement);
    }

    void restored(int round, String peer, List<String> found) {
        restores++;
        if (found.isEmpty()) {
            equalRestores++;
        }
        found.forEach(line -> differences.add(peer + ", round " + round + ": " + line));
    }

    List<Measurement> measurements() {
        return List.copyOf(measurements);
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    int restores() {
        return restores;
    }

    int equalRestores() {
        return equalRestores;
    }

    /** Lines of rsync for restores that were not equal to the tree, with peer and round. */
    List<String> differences() {
        return List.copyOf(differences);
    }
}
