package io.backup4j.core;

import io.backup4j.api.PlannedAction;
import java.util.List;

/**
 * What an operation would do, found out without changing anything.
 *
 * @param verb the operation
 * @param actions what would be done to single entries, at most {@link #ACTIONS_LISTED} of them; immutable
 * @param creates entries or objects that would be created
 * @param overwrites entries that would be replaced
 * @param deletes entries or objects that would be removed
 * @param keeps entries that would be left as they are
 * @param conflicts entries that are in the way: the operation would be refused
 * @param bytes bytes that would be moved
 * @param frees bytes of the store that would come free, as far as can be foreseen
 * @param notes what else there is to know, for people: why, and what is missing; immutable
 */
public record Plan(
        String verb,
        List<PlannedAction> actions,
        long creates,
        long overwrites,
        long deletes,
        long keeps,
        long conflicts,
        long bytes,
        long frees,
        List<String> notes) {
    /** How many actions a plan lists one by one. */
    public static final int ACTIONS_LISTED = 10_000;

    /** Takes copies of the lists. */
    public Plan {
        actions = List.copyOf(actions);
        notes = List.copyOf(notes);
    }
}
