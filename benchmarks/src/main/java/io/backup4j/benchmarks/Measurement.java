package io.backup4j.benchmarks;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * One step of one peer in one round.
 *
 * @param round from 1
 * @param step what was done
 * @param peer who did it
 * @param cost what it took
 * @param repositoryBytes length of all the repository's files afterwards, where it is known
 */
record Measurement(int round, Step step, String peer, Cost cost, OptionalLong repositoryBytes) {
    String display() {
        return String.format(
                Locale.ROOT,
                "round %d %s %s: %.2f s, %.2f s stolen",
                round,
                step.label(),
                peer,
                cost.wallSeconds(),
                cost.stolenSeconds());
    }
}
