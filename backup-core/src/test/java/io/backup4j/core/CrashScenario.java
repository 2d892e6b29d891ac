package io.backup4j.core;

import io.backup4j.api.BackupStore;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.api.WrongKeyException;
import io.backup4j.testkit.RawObjects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of a repository in steps, each of which can be done again when it failed. It remembers, as its user would, which
 * steps were reported as done.
 */
final class CrashScenario {
    /** What the second point is called in the end. */
    static final PointDetails DETAILS = new PointDetails("second", "described", Set.of("tag"), true);

    /** What is stored is backed up here. */
    static final List<Step> OWN_LIFE = List.of(
            Step.CREATE,
            Step.FIRST_BACKUP,
            Step.SECOND_BACKUP,
            Step.DESCRIBE,
            Step.ADD_KEY,
            Step.REMOVE_KEY,
            Step.ROTATE_KEYS,
            Step.DELETE,
            Step.PRUNE,
            Step.RESTORE,
            Step.VERIFY);

    /** What is stored comes from elsewhere. */
    static final List<Step> LIFE_OF_ARRIVALS =
            List.of(Step.CREATE, Step.COPY, Step.DELETE, Step.UNDELETE, Step.IMPORT, Step.DELETE, Step.PRUNE);

    private static final String LABEL = "added";

    final MemorySource source = new MemorySource();
    final List<Known> known = new ArrayList<>();
    private final BackupStore store;
    private @Nullable Known deleted;
    private @Nullable BackupRepository repository;

    CrashScenario(BackupStore store) {
        this.store = store;
        source.file("kept", random(1)).file("gone", random(2)).file("z/empty", new byte[0]);
    }

    /** A point that a backup has reported, and what it must give back. */
    record Known(RestorePoint point, NaiveCopy copy) {}

    /** What is done, and below which name it shows in the store; below none where it changes nothing. */
    enum Step {
        CREATE("config"),
        FIRST_BACKUP("points/"),
        SECOND_BACKUP("points/"),
        DESCRIBE("annotations/"),
        ADD_KEY("keys/"),
        REMOVE_KEY("keys/"),
        ROTATE_KEYS("keys/epochs/"),
        COPY("points/"),
        IMPORT("points/"),
        DELETE("deleted/"),
        UNDELETE("deleted/"),
        PRUNE(""),
        RESTORE(""),
        VERIFY("");

        private final String directory;

        Step(String directory) {
            this.directory = directory;
        }

        boolean changesTheStore() {
            return !directory.isEmpty();
        }

        /** Returns the names that show whether it has been done. */
        List<String> traces(RawObjects objects) {
            return objects.names().stream()
                    .filter(name -> changesTheStore() && name.startsWith(directory))
                    .toList();
        }
    }

    /** Returns the same life going on in another process, which sees the store itself and opens the repository first. */
    CrashScenario inNewProcess(BackupStore newStore) {
        CrashScenario next = new CrashScenario(newStore);
        next.source.items.clear();
        next.source.items.putAll(source.items);
        next.known.addAll(known);
        next.deleted = deleted;
        next.run(Step.CREATE);
        return next;
    }

    void run(Step step) {
        switch (step) {
            case CREATE -> repository = BackupRepository.openOrCreate(store, Sealing.ENCRYPTED.encryption(), options());
            case FIRST_BACKUP -> backUp();
            case SECOND_BACKUP -> {
                source.file("kept", random(3)).file("new", random(4));
                source.items.remove(EntryPath.of("gone"));
                backUp();
            }
            case DESCRIBE -> repository().describe(second(), DETAILS);
            case ADD_KEY -> repository().addKey(DamagedRepository.otherKey(), LABEL);
            case REMOVE_KEY ->
                repository().keySlots().stream()
                        .filter(slot -> slot.label().equals(LABEL))
                        .forEach(slot -> repository().removeKey(slot.id()));
            case ROTATE_KEYS -> rotate();
            case COPY ->
                known.add(new Known(
                        Arrivals.made().copyInto(repository()), Arrivals.made().copy()));
            case IMPORT ->
                known.add(new Known(
                        Arrivals.made().importInto(repository()),
                        Arrivals.made().unpacked()));
            case DELETE -> delete();
            case UNDELETE -> undelete();
            case PRUNE ->
                repository().run(PruneRequest.defaults().withMostWaste(10).withOrphanGrace(Duration.ZERO));
            case RESTORE ->
                Checks.assertRestores(
                        repository(), known.get(0).point(), known.get(0).copy(), 1);
            case VERIFY -> Checks.assertSound(repository());
        }
    }

    private void backUp() {
        RestorePoint point = repository().backup(source);
        known.add(new Known(point, NaiveCopy.of(source)));
    }

    /** When nobody could tell whether it was done, it may have been: then the repository has to be opened again. */
    private void rotate() {
        try {
            repository().rotateKeys(List.of(Sealing.ENCRYPTED.encryption()));
        } catch (WrongKeyException e) {
            close();
            run(Step.CREATE);
        }
    }

    /** Deletes the oldest point; that it is gone already is what somebody who tries again wants to hear. */
    private void delete() {
        Known first = known.get(0);
        try {
            repository().delete(first.point().id());
        } catch (RestorePointMissingException e) {
            // Gone.
        }
        known.remove(first);
        deleted = first;
    }

    /** Brings back what was deleted last; that it is back already is what somebody who tries again wants to hear. */
    private void undelete() {
        Known back = Objects.requireNonNull(deleted, "nothing is deleted");
        try {
            repository().undelete(back.point().id());
        } catch (RestorePointMissingException e) {
            // Back, or restoring it will tell.
        }
        known.add(0, back);
    }

    private RestorePointId second() {
        return known.get(1).point().id();
    }

    private BackupRepository repository() {
        if (repository == null) {
            throw new IllegalStateException("There is no repository before it is created");
        }
        return repository;
    }

    void close() {
        if (repository != null) {
            repository.close();
        }
    }

    /** One worker calls the store in the same order each time. */
    static RepositoryOptions options() {
        return RepositoryOptions.defaults().withWorkers(1);
    }

    private static byte[] random(long seed) {
        byte[] bytes = new byte[2_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
