package io.backup4j.testsuites;

import io.backup4j.api.BackupStore;
import io.backup4j.testkit.RawObjects;

/**
 * One thing done to one object in one of two places.
 *
 * @param name of the object
 * @param deed what is done
 * @param inPrimary whether to the primary's
 */
record PlacedDamage(String name, Deed deed, boolean inPrimary) {
    /** Does it, and says what was done. */
    String doIn(TwoPlaces places) throws Exception {
        try (BackupStore store =
                inPrimary ? places.primary().call() : places.replica().call()) {
            return deed.apply(new StoredBytes(store), name) + (inPrimary ? " in the primary" : " in the replica");
        }
    }

    /** Brings back what was there. */
    void undo(TwoPlaces places) throws Exception {
        if (deed == Deed.FLIP) {
            doIn(places);
            return;
        }
        try (BackupStore primary = places.primary().call();
                BackupStore replica = places.replica().call()) {
            RawObjects sound = new StoredBytes(inPrimary ? replica : primary);
            new StoredBytes(inPrimary ? primary : replica).overwrite(name, sound.readAll(name));
        }
    }

    /** Returns whether the two together still give everything, whoever is asked first. */
    boolean isMadeUpFor() {
        return !inPrimary || deed == Deed.DELETE && name.equals("config");
    }

    /** Returns whether it takes from the primary alone what says that a point is deleted. */
    boolean bringsBack() {
        return inPrimary && deed == Deed.DELETE && name.startsWith("deleted/");
    }

    @Override
    public String toString() {
        return deed + " " + name + (inPrimary ? " in the primary" : " in the replica");
    }
}
