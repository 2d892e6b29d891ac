package io.backup4j.core.store;

import java.util.List;

/**
 * What healing the places from each other came to.
 *
 * @param healed objects that were replaced, each with its location
 * @param damaged what a verification still finds, each with its location: objects of which no place has a sound copy, others that need one of these, and
 *     places that cannot be opened, with the reason; empty when every place is sound
 */
public record HealReport(List<String> healed, List<String> damaged) {
    /** Copies the lists. */
    public HealReport {
        healed = List.copyOf(healed);
        damaged = List.copyOf(damaged);
    }

    /** Returns whether nothing damaged was found that could not be healed. */
    public boolean isSound() {
        return damaged.isEmpty();
    }
}
