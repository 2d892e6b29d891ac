package io.backup4j.core.internal.repository;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoreException;
import io.backup4j.api.StoredObject;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.collect.Decisions;
import io.backup4j.core.internal.collect.Resolution;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.repository.LoadedIndex.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** What the store says about collections, and how it is made to say more (FORMAT 15). One thread at a time. */
public final class CollectionRecords {
    private static final int ATTEMPTS = 100;

    private final OpenRepository repository;
    private final RepositoryObjects objects;
    // Records never change, so each is read once.
    private final Map<Long, Optional<Resolution>> known = new HashMap<>();

    /** Makes the records of a repository. */
    public CollectionRecords(OpenRepository repository) {
        this.repository = repository;
        this.objects = repository.objects();
    }

    /**
     * What could be read.
     *
     * @param log what the store says; where a record cannot be read, as if that collection had been aborted
     * @param problems records that cannot be read and are newer than all completed ones
     */
    public record Found(CollectionLog<RestorePointId, ObjectId> log, List<Problem> problems) {
        /**
         * Returns the log for somebody who must know what is condemned.
         *
         * @throws CorruptDataException when a record that may say so cannot be read
         */
        public CollectionLog<RestorePointId, ObjectId> requireReadable() {
            if (!problems.isEmpty()) {
                Problem problem = problems.get(0);
                throw new CorruptDataException(
                        "Nobody can tell which packs may be used, because a record of a collection cannot be read: "
                                + problem.cause().getMessage()
                                + ". Prune the repository, which makes a new one; restoring is possible",
                        problem.cause());
            }
            return log;
        }
    }

    /** Returns what there is, as far as it can be read. */
    public Found look() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Found> found = tryLook();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new StoreException("The store lists records of collections in " + objects.location()
                + " that it does not have when they are read. Try again when it has settled");
    }

    /** A record that was listed and is gone was removed because there is a newer one: then there is nothing. */
    private Optional<Found> tryLook() {
        TreeSet<Long> closings = new TreeSet<>();
        TreeSet<Long> resolved = new TreeSet<>();
        for (StoredObject object : repository.listKnown(ObjectNames.COLLECTIONS)) {
            ObjectNames.closingNumber(object.name()).ifPresent(closings::add);
            ObjectNames.resolvedNumber(object.name()).ifPresent(resolved::add);
        }
        List<Problem> problems = new ArrayList<>();
        for (long number : resolved.descendingSet()) {
            if (!load(number, problems)) {
                return Optional.empty();
            }
            Optional<Resolution> resolution = known.getOrDefault(number, Optional.empty());
            if (resolution.isPresent()) {
                return Optional.of(found(closings, resolved, resolution, problems));
            }
        }
        return Optional.of(found(closings, resolved, Optional.empty(), problems));
    }

    private static Found found(
            NavigableSet<Long> closings,
            NavigableSet<Long> resolved,
            Optional<Resolution> completed,
            List<Problem> problems) {
        long newest = Math.max(highest(closings), highest(resolved));
        List<Long> unresolved =
                closings.stream().filter(number -> !resolved.contains(number)).toList();
        return new Found(new CollectionLog<>(newest, unresolved, completed), problems);
    }

    private static long highest(NavigableSet<Long> numbers) {
        return numbers.isEmpty() ? 0 : numbers.last();
    }

    /** Returns whether the record is still there. */
    private boolean load(long number, List<Problem> problems) {
        if (known.containsKey(number)) {
            return true;
        }
        String name = ObjectNames.resolved(number);
        try {
            Optional<byte[]> payload = repository.openListed(ObjectKind.COLLECTION, name);
            payload.ifPresent(
                    bytes -> known.put(number, Resolution.read(ObjectKind.COLLECTION.describe(name), number, bytes)));
            return payload.isPresent();
        } catch (CorruptDataException | UnsupportedFormatException e) {
            problems.add(new Problem(name, e));
            return true;
        }
    }

    /** Returns the records that cannot be read, but for those that count no more. */
    public List<Problem> check() {
        Found found = look();
        List<Problem> problems = new ArrayList<>(found.problems());
        repository.listKnown(ObjectNames.COLLECTIONS).stream()
                .flatMapToLong(object -> ObjectNames.closingNumber(object.name()).stream())
                .filter(number -> number >= found.log().completedNumber())
                .forEach(number -> checkClosing(number, problems));
        return problems;
    }

    private void checkClosing(long number, List<Problem> problems) {
        String name = ObjectNames.closing(number);
        try {
            repository
                    .openListed(ObjectKind.COLLECTION, name)
                    .ifPresent(bytes -> Resolution.checkClosing(ObjectKind.COLLECTION.describe(name), number, bytes));
        } catch (CorruptDataException | UnsupportedFormatException e) {
            problems.add(new Problem(name, e));
        }
    }

    /**
     * Returns what there is.
     *
     * @throws CorruptDataException when what counts cannot be read
     */
    public CollectionLog<RestorePointId, ObjectId> log() {
        return look().requireReadable();
    }

    /** Aborts collections, unless they are completed in this moment. */
    public void abort(List<Long> numbers) {
        for (long number : numbers) {
            create(ObjectNames.resolved(number), Resolution.aborted(number));
        }
    }

    /** Begins a collection; false when somebody else has begun the one of this number. */
    public boolean begin(long number) {
        return create(ObjectNames.closing(number), Resolution.closing(number));
    }

    /**
     * Completes a collection; false when somebody else has aborted it.
     *
     * @throws StoreException when it is not completed yet, and may be later
     */
    public boolean complete(Resolution resolution) {
        String name = ObjectNames.resolved(resolution.number());
        try {
            create(name, resolution.write());
        } catch (StoreException e) {
            if (objects.read(name).isEmpty()) {
                throw e;
            }
        }
        // Only records of completed collections are ever removed.
        return !load(resolution.number(), new ArrayList<>()) || !isAborted(resolution.number());
    }

    /** Removes the objects of collections that count no more, but for what an aborted collector may still look for. */
    public void forgetOld() {
        CollectionLog<RestorePointId, ObjectId> log = log();
        // In the order of the names closing goes first: without its resolved it would look unresolved.
        objects.list(ObjectNames.COLLECTIONS).stream()
                .map(StoredObject::name)
                .filter(name -> isOld(name, log))
                .sorted()
                .forEach(objects::delete);
    }

    private boolean isOld(String name, CollectionLog<RestorePointId, ObjectId> log) {
        OptionalLong closing = ObjectNames.closingNumber(name);
        OptionalLong resolved = ObjectNames.resolvedNumber(name);
        return closing.isPresent() && Decisions.isForgettable(closing.getAsLong(), false, log)
                || resolved.isPresent()
                        && Decisions.isForgettable(resolved.getAsLong(), isAborted(resolved.getAsLong()), log);
    }

    /** One that cannot be read may say so. */
    private boolean isAborted(long number) {
        load(number, new ArrayList<>());
        return known.getOrDefault(number, Optional.empty()).isEmpty();
    }

    private boolean create(String name, byte[] payload) {
        return objects.create(name, repository.seal(ObjectKind.COLLECTION, name, payload));
    }
}
