package io.backup4j.store.gdrive;

import io.backup4j.api.StoreRefusedException;
import io.backup4j.store.gdrive.StoredFile.Kind;
import io.backup4j.store.gdrive.Verb.Errand;
import java.io.IOException;
import java.util.Optional;

/**
 * Lets of several who want to create the same exactly one succeed, although Drive would let all of them: each shows a claim that
 * names the id of what it will create, then looks who else is there, takes the ids of all others away, and only then creates.
 * Decision 026 says why this is enough, and what it needs. Safe for use by several threads.
 */
final class Contest {
    private static final int MOST_ROUNDS = 30;

    private final DriveFiles files;
    private final Ids ids;
    private final Rivals rivals;
    private final Pace pace;
    private final Leftovers leftovers;

    Contest(DriveFiles files, Ids ids, Rivals rivals, Pace pace, Leftovers leftovers) {
        this.files = files;
        this.ids = ids;
        this.rivals = rivals;
        this.pace = pace;
        this.leftovers = leftovers;
    }

    /** Creates what is wanted. */
    @FunctionalInterface
    interface Maker {
        /** Returns whether it is there under this id now; false when a rival has taken the id away. */
        boolean make(String id) throws IOException;
    }

    private enum Outcome {
        CREATED,
        EXISTS,
        DISPLACED
    }

    /** Returns the id of what was created, nothing when it exists already. */
    Optional<String> create(Wanted wanted, Maker maker) throws IOException {
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            String target = ids.next(wanted.errand());
            switch (round(wanted, target, maker)) {
                case CREATED -> {
                    return Optional.of(target);
                }
                case EXISTS -> {
                    return Optional.empty();
                }
                case DISPLACED -> pace.glance(round);
            }
        }
        throw new IOException("Could not " + wanted.errand() + " Drive: others want " + wanted.name()
                + " too, and each was in the way of the other " + MOST_ROUNDS + " times");
    }

    private Outcome round(Wanted wanted, String target, Maker maker) throws IOException {
        Errand errand = wanted.errand();
        String claim = ids.next(errand);
        files.create(errand, NewFile.claim(wanted.parent(), claim, wanted.name(), target));
        try {
            Outcome outcome = switch (rivals.clear(wanted, claim)) {
                case FREE -> maker.make(target) ? settle(wanted, target) : Outcome.DISPLACED;
                case TAKEN -> giveUp(errand, target, Outcome.EXISTS);
                case BLOCKED -> giveUp(errand, target, Outcome.DISPLACED);
            };
            leftovers.remove(errand, claim);
            return outcome;
        } catch (StoreRefusedException e) {
            // After any other failure it may still come into being, so the claim must stay for others to see.
            leftovers.remove(errand, claim);
            throw e;
        }
    }

    /** Nothing was ever sent under the id, so what is there is what a rival put in our way. */
    private Outcome giveUp(Errand errand, String target, Outcome outcome) {
        leftovers.remove(errand, target);
        return outcome;
    }

    /** A rival whose claim we were not shown is found out here, as long as its work is shown by now. */
    private Outcome settle(Wanted wanted, String target) throws IOException {
        for (StoredFile elder : wanted.among(rivals.awaitShown(wanted, target))) {
            if (elder.id().equals(target)) {
                return Outcome.CREATED;
            }
            if (files.isThere(wanted.errand(), elder)) {
                // Somebody may already have put something into a folder.
                if (wanted.kind() != Kind.FOLDER) {
                    leftovers.remove(wanted.errand(), target);
                }
                return Outcome.EXISTS;
            }
        }
        return Outcome.CREATED;
    }
}
