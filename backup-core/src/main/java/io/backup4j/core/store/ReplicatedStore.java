package io.backup4j.core.store;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.ObjectNames;
import io.backup4j.api.StoreRefusedException;
import io.backup4j.api.StoredObject;
import io.backup4j.core.VerifyReport;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A primary store and replicas of it, each of which is a complete repository by itself. What is read, cut and sealed once is
 * stored in every one.
 *
 * <p>The primary decides: what it refuses is refused, and its failures are failures. A replica that fails is left behind with a
 * warning ({@link #takeWarnings}), and the primary is none the worse. A restore point is stored in a replica only if the replica
 * has every object that the point may need: where a point is, there it is complete, and {@link #status} tells by looking.
 * {@link #sync} brings replicas up to the primary.
 *
 * <p>A replica that holds another repository is refused: whatever would write or delete then fails with a {@link StoreRefusedException} before
 * anything is written anywhere. What tells is the repository id in the configs, which is read from the primary once and from each replica once for each
 * restore point; a place that has no config, or a damaged one, is taken for what it is said to be.
 *
 * <p>What the primary cannot give is read from a replica. What is deleted is deleted in every location; where that fails, the
 * primary keeps a note, and {@link #sync} makes up for it.
 *
 * <p>Closing closes the stores inside. Safe for use by several threads, and by several processes that all use the same primary
 * and the same replicas.
 */
public final class ReplicatedStore implements BackupStore {
    private final BackupStore primary;
    private final List<Replica> replicas;
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private @Nullable Identity identity;

    private ReplicatedStore(BackupStore primary, List<Replica> replicas) {
        this.primary = primary;
        this.replicas = replicas;
    }

    /**
     * Returns the store that keeps all of them alike.
     *
     * @throws IllegalArgumentException when {@code replicas} is empty
     */
    public static ReplicatedStore of(BackupStore primary, List<? extends BackupStore> replicas) {
        if (replicas.isEmpty()) {
            throw new IllegalArgumentException("There is no replica: name one, or use the store itself");
        }
        return new ReplicatedStore(
                primary, replicas.stream().<Replica>map(Replica::new).toList());
    }

    /** Returns where the primary and the replicas lie. */
    @Override
    public String location() {
        return primary.location()
                + replicas.stream()
                        .map(replica -> replica.store().location())
                        .collect(Collectors.joining(", ", ", replicated to ", ""));
    }

    /**
     * Fails when the primary fails, or a replica holds another repository, and only then.
     *
     * @throws StoreRefusedException when a replica holds another repository; nothing has been stored
     */
    @Override
    public void put(String name, ObjectBody body) throws IOException {
        refuseOthers();
        if (Inventory.isUncontested(name)) {
            // Replicas first: whatever the primary lists, they have been given.
            putInReplicas(name, body);
            primary.put(name, body);
        } else {
            primary.put(name, body);
            if (Inventory.isPoint(name)) {
                commitInReplicas(name, body);
            } else {
                putInReplicas(name, body);
            }
        }
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        return FallbackStream.open(locations(), name, offset, length, this::isDeleted);
    }

    /** Tells what the primary has; where it cannot be asked, what the first replica has that can. */
    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        Set<String> told = new HashSet<>();
        IOException failure = null;
        for (BackupStore store : locations()) {
            try {
                store.list(prefix, object -> {
                    if (!object.name().startsWith(Inventory.NOTES) && told.add(object.name())) {
                        visitor.accept(object);
                    }
                });
                return;
            } catch (IOException e) {
                failure = FallbackStream.joined(failure, e);
                warnings.add("The store " + store.location() + " could not be listed, and the next was asked: "
                        + e.getMessage());
            }
        }
        throw FallbackStream.orNothing(failure, location());
    }

    /**
     * Fails when the object may still be in the primary; replicas that fail are noted there.
     *
     * @throws StoreRefusedException when a replica holds another repository; nothing has been deleted
     */
    @Override
    public void delete(String name) throws IOException {
        ObjectNames.check(name);
        refuseOthers();
        List<String> failures = new ArrayList<>();
        for (Replica replica : replicas) {
            Optional.ofNullable(replica.tried(() -> delete(replica, name)))
                    .ifPresent(failure -> failures.add(replica.store().location() + ": " + failure));
        }
        if (!failures.isEmpty()) {
            note(Inventory.DELETED + name);
            warnings.add("Deleted " + name + " in the primary, and it stays for now in " + String.join("; ", failures)
                    + ". Bring the replicas up with sync");
        }
        primary.delete(name);
    }

    @Override
    public List<String> takeWarnings() {
        List<String> taken = new ArrayList<>();
        for (String warning = warnings.poll(); warning != null; warning = warnings.poll()) {
            taken.add(warning);
        }
        return taken;
    }

    /**
     * Looks which restore points are complete where; the primary comes first. A replica that cannot be asked, or holds another repository, is told with
     * that as its failure.
     *
     * @throws IOException when the primary cannot be asked
     */
    public List<LocationStatus> status() throws IOException {
        Identity mine = Identity.of(primary);
        Inventory all = Inventory.of(primary);
        List<LocationStatus> found = new ArrayList<>();
        for (BackupStore store : locations()) {
            found.add(status(store, mine, all));
        }
        return found;
    }

    /**
     * Copies to each replica what it has not, points last, and deletes there what was deleted while it could not be reached. Never
     * overwrites: an object of another size than the primary's is told as a failure, see {@link #heal}. A replica that holds another
     * repository is left as it is and told as a failure. May be repeated, and run beside backups.
     *
     * @throws IOException when the primary cannot be read
     */
    public SyncReport sync() throws IOException {
        replicas.forEach(Replica::resume);
        return new Synchronization(
                        primary, replicas.stream().map(Replica::store).toList())
                .run();
    }

    /**
     * Replaces what is damaged or lost in one location by what another has. Which copy is sound, a verification of each location by
     * itself tells. Not while somebody else works in the repository.
     *
     * @param verification opens the repository in one location and verifies it, every byte where every byte is to be healed
     * @return what was replaced, and what is damaged all the same
     * @throws BackupException when no location can be opened, also with what the others have: that of the first one
     * @throws StoreRefusedException when two locations hold different repositories; nothing has been replaced
     * @throws IOException when a store fails
     */
    public HealReport heal(Function<? super BackupStore, VerifyReport> verification) throws IOException {
        return new Healing(locations(), verification).run();
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (BackupStore store : locations()) {
            try {
                store.close();
            } catch (IOException e) {
                failure = FallbackStream.joined(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private List<BackupStore> locations() {
        List<BackupStore> all = new ArrayList<>();
        all.add(primary);
        replicas.forEach(replica -> all.add(replica.store()));
        return all;
    }

    /** While nothing has been written yet. */
    private void refuseOthers() throws IOException {
        Identity mine = identity();
        for (Replica replica : replicas) {
            if (mine.isKnown() && replica.failure() == null) {
                mine.requireSame(replica.identityOr(mine));
            }
        }
    }

    private void requireSame(Replica replica) throws IOException {
        Identity mine = identity();
        if (mine.isKnown()) {
            mine.requireSame(replica.identity());
        }
    }

    /** Returns what the primary is, which is remembered as soon as it is known: the config comes last when a repository is made. */
    private synchronized Identity identity() throws IOException {
        Identity known = identity;
        if (known == null || !known.isKnown()) {
            known = Identity.of(primary);
            identity = known;
        }
        return known;
    }

    private void delete(Replica replica, String name) throws IOException {
        requireSame(replica);
        replica.store().delete(name);
    }

    /** What stands in the way is a remainder: who creates an object has won its name at the primary. */
    private void create(Replica replica, String name, ObjectBody body) throws IOException {
        requireSame(replica);
        try {
            replica.store().put(name, body);
        } catch (ObjectExistsException remainder) {
            replica.store().delete(name);
            replica.store().put(name, body);
        }
    }

    private void putInReplicas(String name, ObjectBody body) {
        for (Replica replica : replicas) {
            if (replica.failure() == null) {
                Optional.ofNullable(replica.tried(() -> create(replica, name, body)))
                        .ifPresent(failure -> warnBehind(replica, failure));
            }
        }
    }

    /** The point is in the primary: from here on nothing that fails may look like a failed backup. */
    private void commitInReplicas(String name, ObjectBody body) {
        for (Replica replica : replicas) {
            if (replica.failure() == null) {
                Optional.ofNullable(replica.tried(() -> commit(replica, name, body)))
                        .ifPresent(failure -> warnBehind(replica, failure));
            }
            replica.resume();
        }
    }

    private void commit(Replica replica, String name, ObjectBody body) throws IOException {
        // The primary first: what it lists, the replica has been given before.
        Inventory all = Inventory.of(primary);
        int missing = all.neededBut(Inventory.of(replica.store())).size();
        if (missing > 0) {
            throw new IOException(missing + " objects that " + name + " may need are missing there");
        }
        create(replica, name, body);
    }

    private void warnBehind(Replica replica, String failure) {
        warnings.add("The replica " + replica.store().location() + " is behind and does not get this restore point: "
                + failure + ". Bring it up with sync");
    }

    private LocationStatus status(BackupStore store, Identity mine, Inventory all) {
        try {
            Inventory there = all;
            if (store != primary) {
                mine.requireSame(Identity.of(store));
                there = Inventory.of(store);
            }
            return new LocationStatus(
                    store.location(), there.points(), all.allBut(there).size(), Optional.empty());
        } catch (IOException e) {
            return new LocationStatus(store.location(), Set.of(), 0, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private boolean isDeleted(String name) throws IOException {
        try (InputStream note = primary.read(Inventory.DELETED + name, 0, 0)) {
            return note.read() < 0;
        } catch (ObjectMissingException e) {
            return false;
        }
    }

    private void note(String name) throws IOException {
        try {
            primary.put(name, ObjectBody.of(new byte[0]));
        } catch (ObjectExistsException e) {
            // Noted before.
            return;
        }
    }
}
