package io.backup4j.benchmarks;

import java.util.Locale;

/**
 * One step of one peer in one round.
 *
 * @param round from 1
 * @param step what was done
 * @param peer who did it
 * @param cost what it took
 * @param repositoryBytes length of all the repository's files afterwards
 */
record Measurement(int round, Step step, String peer, Cost cost, long repositoryBytes) {
    String display() {
        return String.format(Locale.ROOT, "round %d %s %s: %.2f s", round, step.label(), peer, cost.wallSeconds());
    }
}
