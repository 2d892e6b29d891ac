package io.backup4j.core.internal.ledger;

import java.time.Instant;

/**
 * The result of looking at one thing.
 *
 * @param at when
 * @param isSound whether it was found as it should be
 */
public record Check(Instant at, boolean isSound) {
    /** Returns the one that holds. */
    Check latest(Check other) {
        int order = at.compareTo(other.at);
        boolean holds = order > 0 || order == 0 && !isSound;
        return holds ? this : other;
    }
}
