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
            if (options.bucket().isPresent() && !candidate.knowsBuckets()) {
                missing.add(candidate.name() + ": cannot store in a bucket");
                continue;
            }
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
                new Candidate(Backup4jPeer.NAME, options.backup(), true, Backup4jPeer::new),
                new Candidate(ResticPeer.NAME, options.restic(), true, ResticPeer::new),
                new Candidate(BorgPeer.NAME, options.borg(), false, BorgPeer::new));
    }

    private record Candidate(String name, String program, boolean knowsBuckets, Function<String, Peer> peer) {}
}
