package io.backup4j.core;

import java.util.List;

/**
 * What a rotation of the keys resulted in, or would result in.
 *
 * @param epoch the number of the keys that seal everything written from now on, counted from 0
 * @param kept the key slots that open the repository now; in a plan those that they stand for
 * @param removed the key slots that are gone, because their keys were not to stay
 * @param notes what else there is to know, for people; immutable
 */
public record KeyRotation(int epoch, List<KeySlotInfo> kept, List<KeySlotInfo> removed, List<String> notes) {
    /** Takes copies of the lists. */
    public KeyRotation {
        kept = List.copyOf(kept);
        removed = List.copyOf(removed);
        notes = List.copyOf(notes);
    }
}
