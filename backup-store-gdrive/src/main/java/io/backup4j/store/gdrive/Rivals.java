package io.backup4j.store.gdrive;

import io.backup4j.store.gdrive.StoredFile.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Those who want the same name at the same time. */
final class Rivals {
    /** So often a younger writer looks whether an elder one is done, over about a minute, before it takes it for dead. */
    private static final int MOST_LOOKS = 20;

    private final DriveFiles files;
    private final Leftovers leftovers;
    private final Pace pace;
    private final Settling settling;

    Rivals(DriveFiles files, Leftovers leftovers, Pace pace, Settling settling) {
        this.files = files;
        this.leftovers = leftovers;
        this.pace = pace;
        this.settling = settling;
    }

    /** What a writer may do. */
    enum Way {
        /** Create its object. */
        FREE,
        /** Nothing: there is an object of that name. */
        TAKEN,
        /** Begin anew: a rival took its id away. */
        BLOCKED
    }

    /** Makes the way free for the writer of a claim. */
    Way clear(Wanted wanted, String claim) throws IOException {
        for (int look = 1; ; look++) {
            List<StoredFile> shown = awaitShown(wanted, claim);
            if (isTaken(wanted, shown)) {
                dropFulfilled(wanted, shown);
                return Way.TAKEN;
            }
            List<StoredFile> claims = claims(shown);
            if (claims.stream().noneMatch(file -> file.id().equals(claim))) {
                return Way.BLOCKED;
            }
            if (look == MOST_LOOKS || claims.get(0).id().equals(claim)) {
                claims.removeIf(file -> file.id().equals(claim));
                return displaceAll(wanted, claims) ? Way.FREE : Way.TAKEN;
            }
            pace.glance(look);
        }
    }

    private boolean isTaken(Wanted wanted, List<StoredFile> shown) throws IOException {
        for (StoredFile file : wanted.among(shown)) {
            if (files.isThere(wanted.errand(), file)) {
                return true;
            }
        }
        return false;
    }

    /** Removes the claims whose work is done; their writers died before they could. */
    void dropFulfilled(Wanted wanted, List<StoredFile> shown) {
        Set<String> there = wanted.among(shown).stream().map(StoredFile::id).collect(Collectors.toSet());
        for (StoredFile claim : claims(shown)) {
            if (there.contains(claim.target())) {
                leftovers.remove(wanted.errand(), claim.id());
            }
        }
    }

    /** Returns whether all others can never create any more; false when one of them already has. */
    private boolean displaceAll(Wanted wanted, List<StoredFile> others) throws IOException {
        for (StoredFile other : others) {
            boolean displaced = files.create(wanted.errand(), NewFile.voided(wanted.parent(), other.target()));
            if (!displaced
                    && files.find(wanted.errand(), other.target())
                            .filter(wanted::is)
                            .isPresent()) {
                return false;
            }
            leftovers.remove(wanted.errand(), other.id());
        }
        return true;
    }

    /** The eldest first. */
    private static List<StoredFile> claims(List<StoredFile> shown) {
        return new ArrayList<>(StoredFile.byAge(shown, Kind.CLAIM));
    }

    /**
     * Returns all files of the name as soon as the folder shows the one of that id, which was just created; also when it
     * has been removed since.
     *
     * @throws IOException when it is not shown in the time that the options allow
     */
    List<StoredFile> awaitShown(Wanted wanted, String id) throws IOException {
        return settling.await(wanted.errand(), () -> {
            List<StoredFile> shown = files.named(wanted.errand(), wanted.parent(), wanted.name());
            boolean seen = shown.stream().anyMatch(file -> file.id().equals(id));
            return seen || files.find(wanted.errand(), id).isEmpty() ? Optional.of(shown) : Optional.empty();
        });
    }
}
