package io.backup4j.core.internal.operation;

import io.backup4j.api.BackupEvent;
import io.backup4j.api.BackupStore;
import io.backup4j.api.Component;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.RetentionFacts;
import io.backup4j.core.ChangeReport;
import io.backup4j.core.Encryption;
import io.backup4j.core.KeyRotation;
import io.backup4j.core.KeySlotInfo;
import io.backup4j.core.Operation;
import io.backup4j.core.Plan;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.RepositoryStatistics;
import io.backup4j.core.Run;
import io.backup4j.core.Selection;
import io.backup4j.core.StoredEntry;
import io.backup4j.core.VerifyReport.Finding;
import io.backup4j.core.VerifyReport.Severity;
import io.backup4j.core.internal.compare.Comparison;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.ledger.CheckLedger;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.prune.NeededObjects;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.restore.PointReader;
import io.backup4j.core.internal.restore.SelectedEntry;
import io.backup4j.core.internal.run.RunControl;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** An open repository and what is going on in it. Safe for use by several threads. */
public final class Engine implements AutoCloseable {
    private final OpenRepository repository;
    private final Set<OperationRun<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Engine(OpenRepository repository) {
        this.repository = repository;
    }

    /** Creates a repository. */
    public static Engine create(BackupStore store, Encryption encryption, RepositoryOptions options) {
        return new Engine(RepositoryDoor.create(store, encryption, options));
    }

    /** Opens a repository. */
    public static Engine open(BackupStore store, Encryption encryption, RepositoryOptions options) {
        return new Engine(RepositoryDoor.open(store, encryption, options));
    }

    /** Opens a repository, or creates it; whoever loses the race of creating it opens the winner's. */
    public static Engine openOrCreate(BackupStore store, Encryption encryption, RepositoryOptions options) {
        return new Engine(RepositoryDoor.openOrCreate(store, encryption, options));
    }

    /** Returns the repository's id. */
    public String id() {
        return open().config().repositoryId().toHex();
    }

    /** Does an operation on the calling thread. */
    public <R> R run(Operation<R> operation, Consumer<? super BackupEvent> listener) {
        OperationRun<R> run = prepare(operation, listener);
        run.run();
        return run.outcome();
    }

    /** Begins an operation on a thread of its own. */
    public <R> Run<R> start(Operation<R> operation, Consumer<? super BackupEvent> listener) {
        OperationRun<R> run = prepare(operation, listener);
        Thread thread = new Thread(run, "backup4j-" + operation.verb());
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (Throwable e) {
            // The system has no thread left: whoever closes the repository would wait for a run that never ends.
            run.abandon();
            throw e;
        }
        return run;
    }

    private <R> OperationRun<R> prepare(Operation<R> operation, Consumer<? super BackupEvent> listener) {
        OpenRepository open = open();
        RunControl control = new RunControl(operation.verb(), open.options().clock(), listener);
        OperationRun<R> run = new OperationRun<>(control, Operations.work(open, operation, control), this::ended);
        running.add(run);
        // Only now: a close that does not see it has been called before.
        if (closed) {
            run.abandon();
            throw closedBefore();
        }
        return run;
    }

    private void ended(OperationRun<?> run) {
        running.remove(run);
        wipeWhenIdle();
    }

    private synchronized void wipeWhenIdle() {
        if (closed && running.isEmpty()) {
            repository.close();
        }
    }

    /** Finds out what an operation would do. */
    public Plan plan(Operation<?> operation) {
        return Plans.plan(open(), operation);
    }

    /** Returns all points, newest first. */
    public List<RestorePoint> points() {
        return catalog().list().points().stream().map(StoredPoint::point).toList();
    }

    /** Returns what the store does not show and should. */
    public List<Finding> missing() {
        return catalog().list().gaps().objects().entrySet().stream()
                .map(gap -> new Finding(gap.getKey(), Severity.LOSS, gap.getValue()))
                .toList();
    }

    /** Returns the points that are there and cannot be read. */
    public List<Finding> unreadablePoints() {
        return catalog().list().problems().entrySet().stream()
                .filter(problem -> ObjectNames.pointId(problem.getKey()).isPresent())
                .map(problem -> new Finding(
                        problem.getKey(),
                        Severity.LOSS,
                        String.valueOf(problem.getValue().getMessage())))
                .sorted(Comparator.comparing(Finding::object))
                .toList();
    }

    /** Returns the names of the objects that the points need. */
    public List<String> needed() {
        OpenRepository open = open();
        return NeededObjects.of(open, new RunControl("look", open.options().clock(), event -> {}));
    }

    /** Returns what retention policies may know. */
    public RetentionFacts retentionFacts() {
        List<StoredPoint> points = catalog().list().points();
        // A point without the newest collection in it is valid only when that collection knows it, so nobody can make
        // an old one now.
        Map<RestorePointId, Long> generations =
                points.stream().collect(Collectors.toMap(StoredPoint::id, StoredPoint::seen));
        return RetentionFacts.of(
                        points.stream().map(StoredPoint::point).toList(),
                        open().options().clock().instant())
                .withGenerations(generations)
                .withDamaged(damagedPoints());
    }

    /** Returns the points that had lost something when they were verified last. */
    public Set<RestorePointId> damagedPoints() {
        return new CheckLedger(open()).look().checks().damagedPoints();
    }

    /** Returns all points that can be brought back, newest first. */
    public List<RestorePoint> deletedPoints() {
        return catalog().list().deleted().stream()
                .map(deleted -> deleted.stored().point())
                .toList();
    }

    /** Brings a point back. */
    public RestorePoint undelete(RestorePointId id) {
        open().requireNewestKeys();
        return catalog().undelete(id).point();
    }

    /** Finds one point. */
    public RestorePoint point(String text) {
        return catalog().find(text).point();
    }

    /** Returns one point as it is now. */
    public RestorePoint point(RestorePointId id) {
        return catalog().get(id).point();
    }

    /** Tells {@code visitor} the entries of a point. */
    public void entries(RestorePointId id, Selection selection, Consumer<? super StoredEntry> visitor) {
        StoredPoint point = catalog().get(id);
        List<Component> components = PointReader.components(point, selection);
        try (ChunkStage chunks = ChunkStage.open(open())) {
            for (Component component : components) {
                Selection only = new Selection(Set.of(component.name()), selection.paths(), selection.globs());
                visit(new PointReader(point, only, chunks.nodesAhead()), visitor);
            }
        }
    }

    private static void visit(PointReader reader, Consumer<? super StoredEntry> visitor) {
        for (SelectedEntry entry = reader.next(); entry != null; entry = reader.next()) {
            if (entry.isMeant()) {
                visitor.accept(new StoredEntry(
                        entry.component(),
                        entry.stored().entry(),
                        entry.stored().content().sha256()));
            }
        }
    }

    /** Compares two points. */
    public ChangeReport diff(RestorePointId from, RestorePointId to) {
        StoredPoint before = catalog().get(from);
        StoredPoint after = catalog().get(to);
        try (ChunkStage chunks = ChunkStage.open(open())) {
            return new Comparison(before, after, chunks.nodes()).report();
        }
    }

    /** Changes what people say about a point. */
    public RestorePoint describe(RestorePointId id, UnaryOperator<PointDetails> change) {
        open().requireNewestKeys();
        return catalog()
                .describe(id, change, open().options().clock().instant())
                .point();
    }

    /** Returns the slot that opened the repository. */
    public Optional<String> keySlot() {
        return open().keyRing().openedBy();
    }

    /** Returns the key slots, oldest first. */
    public List<KeySlotInfo> keySlots() {
        return KeyChanges.slots(open());
    }

    /** Adds a key slot. */
    public KeySlotInfo addKey(Encryption encryption, String label) {
        return KeyChanges.add(open(), encryption, label);
    }

    /** Removes a key slot that is not the last. */
    public void removeKey(String slotId) {
        KeyChanges.remove(open(), slotId);
    }

    /** Finds out what rotating the keys would do. */
    public KeyRotation planKeyRotation(List<Encryption> kept) {
        return new KeyRotationRun(open(), kept).plan();
    }

    /** Rotates the keys. */
    public KeyRotation rotateKeys(List<Encryption> kept) {
        return new KeyRotationRun(open(), kept).call();
    }

    /** Returns figures. */
    public RepositoryStatistics statistics() {
        return Statistics.of(open());
    }

    /** Cancels what is going on, waits for it, and wipes the keys. A run that closes is not waited for by itself: the keys are wiped at its end. */
    @Override
    public void close() {
        closed = true;
        running.forEach(OperationRun::cancel);
        running.forEach(OperationRun::awaitEnd);
        wipeWhenIdle();
    }

    private PointCatalog catalog() {
        return new PointCatalog(open());
    }

    private OpenRepository open() {
        if (closed) {
            throw closedBefore();
        }
        return repository;
    }

    private static IllegalStateException closedBefore() {
        return new IllegalStateException("The repository has been closed");
    }
}
