package io.backup4j.core;

import io.backup4j.api.BackupEvent;
import io.backup4j.api.BackupSource;
import io.backup4j.api.BackupStore;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.api.RestoreTarget;
import io.backup4j.api.RetentionDecision;
import io.backup4j.api.RetentionPolicy;
import io.backup4j.core.internal.operation.Engine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The encrypted, deduplicated collection of restore points inside one store.
 *
 * <p>Any number of processes may work with one repository at once. Safe for use by several threads. The store is passed in and
 * stays the application's: closing the repository wipes the keys and leaves the store open.
 *
 * <p>Every method may throw {@link io.backup4j.api.StoreException} when the store fails and {@link
 * io.backup4j.api.CorruptDataException} when what it needs is damaged; whatever changes the repository may throw {@link
 * io.backup4j.api.OutcomeUnknownException} when the store failed in its last step. Further exceptions stand with the methods. After
 * {@link #close()} every method throws {@link IllegalStateException}.
 */
public final class BackupRepository implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupRepository.class);

    private final Engine engine;

    private BackupRepository(Engine engine) {
        this.engine = engine;
    }

    /**
     * Creates a repository in a store that holds none.
     *
     * @throws io.backup4j.api.RepositoryExistsException when there is one, also when another process was faster
     */
    public static BackupRepository create(BackupStore store, Encryption encryption) {
        return create(store, encryption, RepositoryOptions.defaults());
    }

    /** Creates a repository like {@link #create(BackupStore, Encryption)}, with options. */
    public static BackupRepository create(BackupStore store, Encryption encryption, RepositoryOptions options) {
        return new BackupRepository(Engine.create(store, encryption, options));
    }

    /**
     * Opens a repository.
     *
     * @throws io.backup4j.api.RepositoryMissingException when there is none
     * @throws io.backup4j.api.WrongKeyException when no key slot opens, or a key is given for a repository that is not encrypted, or none for
     *     one that is
     * @throws io.backup4j.api.UnsupportedFormatException when it is of a format that this version cannot read
     */
    public static BackupRepository open(BackupStore store, Encryption encryption) {
        return open(store, encryption, RepositoryOptions.defaults());
    }

    /** Opens a repository like {@link #open(BackupStore, Encryption)}, with options. */
    public static BackupRepository open(BackupStore store, Encryption encryption, RepositoryOptions options) {
        return new BackupRepository(Engine.open(store, encryption, options));
    }

    /** Opens the repository, or creates it when there is none; also when several processes do so at once. */
    public static BackupRepository openOrCreate(BackupStore store, Encryption encryption) {
        return openOrCreate(store, encryption, RepositoryOptions.defaults());
    }

    /** Opens or creates a repository like {@link #openOrCreate(BackupStore, Encryption)}, with options. */
    public static BackupRepository openOrCreate(BackupStore store, Encryption encryption, RepositoryOptions options) {
        return new BackupRepository(Engine.openOrCreate(store, encryption, options));
    }

    /** Returns the repository's id, 32 hexadecimal digits. */
    public String id() {
        return engine.id();
    }

    /**
     * Does an operation on the calling thread and further ones of its own.
     *
     * @throws io.backup4j.api.BackupException when it fails; which ones, stands with each request
     */
    public <R> R run(Operation<R> operation) {
        return run(operation, event -> {});
    }

    /** Does an operation like {@link #run(Operation)} and tells {@code listener} what happens. */
    public <R> R run(Operation<R> operation, Consumer<? super BackupEvent> listener) {
        return engine.run(operation, listener);
    }

    /** Begins an operation on threads of its own. */
    public <R> Run<R> start(Operation<R> operation) {
        return start(operation, event -> {});
    }

    /** Begins an operation like {@link #start(Operation)} and tells {@code listener} what happens. */
    public <R> Run<R> start(Operation<R> operation, Consumer<? super BackupEvent> listener) {
        return engine.start(operation, listener);
    }

    /** Finds out what an operation would do, without changing anything. */
    public Plan plan(Operation<?> operation) {
        return engine.plan(operation);
    }

    /**
     * Backs up one source.
     *
     * @throws io.backup4j.api.SourceException when it cannot be opened; nothing is stored
     */
    public RestorePoint backup(BackupSource source) {
        return run(BackupRequest.of(source)).point();
    }

    /**
     * Restores a whole restore point.
     *
     * @throws io.backup4j.api.TargetException when something is in the way at the target, before anything is written
     */
    public RestoreReport restore(RestorePoint point, RestoreTarget target) {
        return run(RestoreRequest.of(point.id(), target));
    }

    /**
     * Takes the last restore to a target back: restores the newest point that was made of what lay there before a restore. What
     * is there now becomes such a point itself first, so undoing twice is the same as never having done it.
     *
     * @throws io.backup4j.api.RestorePointMissingException when no restore to this place has replaced anything, or the point has
     *     been removed since
     */
    public RestoreReport undo(RestoreTarget target) {
        String place = target.location();
        RestorePoint before = restorePoints(PointQuery.all().origin(RestorePoint.Origin.PRE_RESTORE)).points().stream()
                .filter(point -> point.components().stream()
                        .anyMatch(component -> component.sourceLocation().equals(place)))
                .findFirst()
                .orElseThrow(() -> new RestorePointMissingException("There is no restore to " + place
                        + " that could be undone: no restore point tells what was there"));
        return restore(before, target);
    }

    /** Checks everything in the repository. Damage is reported, not thrown. */
    public VerifyReport verify(VerifyLevel level) {
        return run(VerifyRequest.of(level));
    }

    /**
     * Deletes one restore point. {@link #undelete} brings it back until space is reclaimed by a {@link PruneRequest}. One that is {@link
     * #missing} can be deleted too: then it is missed no more.
     *
     * @throws io.backup4j.api.RestorePointMissingException when there is none of that id
     */
    public void delete(RestorePointId point) {
        run(new DeleteRequest(point));
    }

    /**
     * Brings a deleted restore point back.
     *
     * @return the point
     * @throws io.backup4j.api.RestorePointMissingException when there is no deleted point of that id, also when its space has been reclaimed
     */
    public RestorePoint undelete(RestorePointId point) {
        return engine.undelete(point);
    }

    /** Returns the deleted restore points that can still be brought back, newest first. */
    public List<RestorePoint> deletedPoints() {
        return engine.deletedPoints();
    }

    /** Returns all restore points, newest first, equal times by id. A point that cannot be read is left out, see {@link #unreadablePoints}. */
    public List<RestorePoint> restorePoints() {
        return restorePoints(PointQuery.all()).points();
    }

    /** Returns a page of the restore points that a query means. */
    public PointPage restorePoints(PointQuery query) {
        return query.select(engine.points());
    }

    /**
     * Finds one restore point.
     *
     * @param text its id, an unambiguous beginning of it, or {@code latest}
     * @throws io.backup4j.api.RestorePointMissingException when none or several answer to it
     * @throws io.backup4j.api.CorruptDataException when the one that answers is damaged
     */
    public RestorePoint restorePoint(String text) {
        return engine.point(text);
    }

    /**
     * Tells {@code visitor} the entries of a restore point, component by component, in the order of their paths.
     *
     * @throws io.backup4j.api.RestorePointMissingException when there is no such point
     */
    public void entries(RestorePointId point, Selection selection, Consumer<? super StoredEntry> visitor) {
        engine.entries(point, selection, visitor);
    }

    /**
     * Compares two restore points, whichever is older.
     *
     * @throws io.backup4j.api.RestorePointMissingException when one of them does not exist
     */
    public ChangeReport diff(RestorePointId from, RestorePointId to) {
        return engine.diff(from, to);
    }

    /**
     * Replaces what people say about a restore point, whatever that is now.
     *
     * @return the point with the new details
     * @throws io.backup4j.api.RestorePointMissingException when there is no such point
     */
    public RestorePoint describe(RestorePointId point, PointDetails details) {
        return describe(point, old -> details);
    }

    /**
     * Changes what people say about a restore point, for instance {@code describe(id, details -> details.withProtection(true))}. What others change
     * at the same time is not lost.
     *
     * @param change gets the details as they are; called again when somebody else was faster
     * @return the point with the new details
     * @throws io.backup4j.api.RestorePointMissingException when there is no such point
     */
    public RestorePoint describe(RestorePointId point, UnaryOperator<PointDetails> change) {
        return engine.describe(point, change);
    }

    /**
     * Returns what the store does not show and should: restore points that are named by others, by collections or, where a cache is kept, by what
     * this machine has seen before, and that nobody has removed. Then the store has lost them, or shows an older state than it had. A backup warns
     * of it, a verification finds it, and a prune refuses to work until it is back, or {@link #delete} has said that it may be gone.
     */
    public List<VerifyReport.Finding> missing() {
        return engine.missing();
    }

    /**
     * Returns the restore points that are there and cannot be read, because they are damaged or of another format, with the reason. No list holds
     * them.
     */
    public List<VerifyReport.Finding> unreadablePoints() {
        return engine.unreadablePoints();
    }

    /**
     * Returns the names of the objects in the store without which some restore point could not be restored, sorted; for who protects them, for
     * instance by extending their lock. What only deleted points need is not among them. Reads all manifests.
     *
     * @throws io.backup4j.api.CorruptDataException when a restore point cannot be read or is {@link #missing}
     */
    public List<String> neededObjects() {
        return engine.needed();
    }

    /** Returns the restore points that had lost something when they were verified last, deleted ones and ones that are gone among them. */
    public Set<RestorePointId> damagedPoints() {
        return engine.damagedPoints();
    }

    /**
     * Decides what a policy would keep and remove, and why; changes nothing. Newest point first. Points that are {@link
     * PointDetails#isProtected protected} are kept, whatever the policy says.
     */
    public List<RetentionDecision> planRetention(RetentionPolicy policy) {
        return policy.decide(engine.retentionFacts()).stream()
                .map(decision -> unlessProtected(decision, decision.point()))
                .toList();
    }

    /**
     * Deletes the restore points that a policy does not keep, and returns what was decided about each point. Until space is
     * reclaimed, {@link #undelete} brings each of them back. Points that are protected meanwhile are kept.
     */
    public List<RetentionDecision> applyRetention(RetentionPolicy policy) {
        return planRetention(policy).stream().map(this::apply).toList();
    }

    /** Another process may be applying a policy too, or protecting a point. */
    private RetentionDecision apply(RetentionDecision planned) {
        if (planned.keep()) {
            return planned;
        }
        RestorePointId id = planned.point().id();
        try {
            RetentionDecision decision = unlessProtected(planned, asItIsNow(planned.point()));
            if (!decision.keep()) {
                delete(id);
            }
            return decision;
        } catch (RestorePointMissingException e) {
            LOG.debug("Restore point {} was to be deleted and is not there any more", id, e);
            return planned;
        }
    }

    /** What cannot be read any more counts as it was: it must not keep a policy from being applied night after night. */
    private RestorePoint asItIsNow(RestorePoint point) {
        try {
            return engine.point(point.id());
        } catch (CorruptDataException e) {
            LOG.debug("Restore point {} cannot be read any more", point.id(), e);
            return point;
        }
    }

    private static RetentionDecision unlessProtected(RetentionDecision decision, RestorePoint point) {
        return decision.keep() || !point.details().isProtected()
                ? decision
                : new RetentionDecision(point, true, List.of("protected"));
    }

    /** Returns the key slots, oldest first. */
    public List<KeySlotInfo> keySlots() {
        return engine.keySlots();
    }

    /** Returns the id of the key slot that opened the repository; none when it is not encrypted. */
    public Optional<String> keySlot() {
        return engine.keySlot();
    }

    /**
     * Adds a key slot, so that the repository opens with {@code encryption} too.
     *
     * @param label for people, may be empty
     * @throws IllegalArgumentException when {@code encryption} is {@link Encryption#none()}
     */
    public KeySlotInfo addKey(Encryption encryption, String label) {
        return engine.addKey(encryption, label);
    }

    /**
     * Removes a key slot. Whoever has kept a copy of the slot and knows its key can still read what there is, and what is written until the keys are
     * {@link #rotateKeys rotated}.
     *
     * @throws IllegalArgumentException when there is no such slot, or it is the last one, also when others are removed at the same time: it stays then
     * @throws io.backup4j.api.OutcomeUnknownException when the slot is removed, and the store fails before anybody can tell whether another one is left
     */
    public void removeKey(String slotId) {
        engine.removeKey(slotId);
    }

    /**
     * Rotates the keys: draws a new master key for everything that is written from now on, and keeps only some of the keys that open the repository.
     * Who had another one, or a copy of an old slot, cannot read what is written afterwards, even with the whole store in hand. What there is already
     * stays as it is and is moved to the new key by {@link PruneRequest#withReencrypt prunes}.
     *
     * <p>Others who have the repository open go on reading, and have to open it again before they write; a run that has begun comes to its end.
     *
     * @param kept keys that open the repository now and are to open it afterwards, each of its own slot. They stay the caller's
     * @throws IllegalArgumentException when there is none
     * @throws IllegalStateException when the repository is not encrypted
     * @throws io.backup4j.api.WrongKeyException when one of them opens nothing, or somebody has rotated the keys since the repository was
     *     opened; nothing is changed
     * @throws io.backup4j.api.StoreException also when somebody else changes keys at the same time; nothing is changed
     */
    public KeyRotation rotateKeys(List<Encryption> kept) {
        return engine.rotateKeys(kept);
    }

    /** Finds out what {@link #rotateKeys} would do, without changing anything; throws what that throws. */
    public KeyRotation planKeyRotation(List<Encryption> kept) {
        return engine.planKeyRotation(kept);
    }

    /** Returns figures of the repository. */
    public RepositoryStatistics statistics() {
        return engine.statistics();
    }

    /**
     * Wipes the keys. Runs that are going on are cancelled and waited for, also when the calling thread is interrupted; one that calls this itself,
     * for instance by its listener, is cancelled, and the keys are wiped when it has ended. The store stays open.
     */
    @Override
    public void close() {
        engine.close();
    }
}
