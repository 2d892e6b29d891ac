package io.backup4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The programs of one run.
 *
 * @param present those found
 * @param missing a sentence for each that was not found
 */
record Peers(List<Peer> present, List<String> missing) {
    Peers {
        present = List.copyOf(present);
        missing = List.copyOf(missing);
    }

    static Peers find(Options options) {
        List<Peer> present = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Candidate candidate : candidates(options)) {
            Commands.find(candidate.program())
                    .ifPresentOrElse(
                            executable -> present.add(candidate.peer().apply(executable)),
                            () -> missing.add(candidate.name() + ": no executable " + candidate.program()));
        }
        if (present.isEmpty()) {
            throw new UsageException("Nothing to measure: " + String.join(", ", missing));
        }
        return new Peers(present, missing);
    }

    private static List<Candidate> candidates(Options options) {
        return List.of(
                new Candidate(Backup4jPeer.NAME, options.backup(), Backup4jPeer::new),
                new Candidate(ResticPeer.NAME, options.restic(), ResticPeer::new),
                new Candidate(BorgPeer.NAME, options.borg(), BorgPeer::new));
    }

    private record Candidate(String name, String program, Function<String, Peer> peer) {}
}
