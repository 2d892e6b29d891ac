package io.backup4j.core.internal.repository;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.StoreException;
import io.backup4j.api.StoredObject;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.run.WorkerTeam;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Small objects of one store, and small ranges of large ones. What the store throws comes out as {@link StoreException} that says what was being
 * done; what it cannot read any more, but the config, as zeros, which are damage. Safe for use by several threads.
 */
public final class RepositoryObjects {
    private static final int MOST_REQUESTS = 16;

    private final UnreadableAsZeros store;

    /** Works on {@code store}, which stays open. */
    public RepositoryObjects(BackupStore store) {
        this.store = new UnreadableAsZeros(store);
    }

    /** Returns the store; what it cannot read any more are zeros. */
    public BackupStore store() {
        return store;
    }

    /** Returns why bytes of an object that has been read were zeros, for people; nothing when all could be read. */
    public Optional<String> unreadable(String name) {
        return store.trouble(name);
    }

    /** Returns where the store is, for people. */
    public String location() {
        return store.location();
    }

    /** Returns all bytes of an object, none when there is no object of that name. */
    public Optional<byte[]> read(String name) {
        return read(name, 0, BackupStore.TO_END);
    }

    /** Returns all bytes of several objects by their names, read at the same time; those that are not there are left out. */
    public Map<String, byte[]> readAll(Collection<String> names) {
        Map<String, byte[]> found = new ConcurrentHashMap<>();
        if (names.size() <= 1) {
            names.forEach(name -> read(name).ifPresent(bytes -> found.put(name, bytes)));
            return found;
        }
        AtomicBoolean hasFailed = new AtomicBoolean();
        List<WorkerTeam.Task> tasks = new ArrayList<>();
        for (String name : names) {
            tasks.add(() -> {
                if (!hasFailed.get()) {
                    read(name).ifPresent(bytes -> found.put(name, bytes));
                }
            });
        }
        try (WorkerTeam team = new WorkerTeam("backup4j-read", Math.min(MOST_REQUESTS, tasks.size()))) {
            team.runAll(tasks, () -> hasFailed.set(true));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Nothing else is thrown on reading", e);
        }
        return found;
    }

    /** Returns the bytes of a range of an object, fewer where it ends, none when there is no object of that name. */
    public Optional<byte[]> read(String name, long offset, long length) {
        try (InputStream in = store.read(name, offset, length)) {
            return Optional.of(in.readAllBytes());
        } catch (ObjectMissingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("read " + name, e);
        }
    }

    /** Creates an object; false when there is one of that name, which is left as it is. */
    public boolean create(String name, byte[] bytes) {
        try {
            store.put(name, ObjectBody.of(bytes));
            return true;
        } catch (ObjectExistsException e) {
            return false;
        } catch (IOException e) {
            throw failure("store " + name, e);
        }
    }

    /**
     * Creates an object whose existence is the result of an operation; false when there is one of that name.
     *
     * @param whatNow what to do when nobody can tell whether it was stored, for people
     * @throws StoreException when it was not stored
     * @throws OutcomeUnknownException when the store failed and may have stored it all the same
     */
    public boolean commit(String name, byte[] bytes, String whatNow) {
        try {
            return create(name, bytes);
        } catch (StoreException e) {
            if (isCertainlyAbsent(name, e)) {
                throw e;
            }
            throw new OutcomeUnknownException(
                    "The store failed, and nobody can tell whether " + name + " is stored for good in " + location()
                            + ". " + whatNow,
                    e);
        }
    }

    private boolean isCertainlyAbsent(String name, StoreException failure) {
        try {
            return read(name).isEmpty();
        } catch (StoreException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    /** Returns what is below a prefix. */
    public List<StoredObject> list(String prefix) {
        List<StoredObject> objects = new ArrayList<>();
        try {
            store.list(prefix, objects::add);
        } catch (IOException e) {
            throw failure("list " + prefix, e);
        }
        return objects;
    }

    /** Returns the names and bytes of all key slots, and of all epochs from the lowest of a slot on. */
    public Map<String, byte[]> keySlots() {
        List<String> names = new ArrayList<>();
        TreeSet<Integer> epochs = new TreeSet<>();
        for (StoredObject object : list(ObjectNames.KEY_SLOTS)) {
            ObjectNames.epochNumber(object.name()).ifPresent(epochs::add);
            ObjectNames.keySlotId(object.name()).ifPresent(id -> names.add(object.name()));
        }
        Map<String, byte[]> slots = readAll(names);
        int lowest = slots.values().stream()
                .filter(slot -> slot.length >= ObjectFrame.SHORTEST)
                .mapToInt(ObjectFrame::epoch)
                .min()
                .orElse(0);
        slots.putAll(
                readAll(epochs.tailSet(lowest).stream().map(ObjectNames::epoch).toList()));
        return slots;
    }

    /**
     * Removes an object; one that is not there is fine.
     *
     * @throws StoreException when it is still there
     * @throws OutcomeUnknownException when the store failed and nobody can tell whether it is still there
     */
    public void delete(String name) {
        try {
            store.delete(name);
        } catch (IOException e) {
            requireAbsent(name, failure("delete " + name, e));
        }
    }

    private void requireAbsent(String name, StoreException failure) {
        boolean isThere;
        try {
            isThere = read(name).isPresent();
        } catch (StoreException e) {
            failure.addSuppressed(e);
            throw new OutcomeUnknownException(
                    "The store failed, and nobody can tell whether " + name + " is still in " + location()
                            + ". Look for it when the store answers again, and delete it once more if it is there",
                    failure);
        }
        if (isThere) {
            throw failure;
        }
    }

    private StoreException failure(String what, IOException e) {
        return new StoreException("Could not " + what + " in " + location() + ": " + e.getMessage(), e);
    }
}
