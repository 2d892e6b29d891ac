package io.backup4j.core.store;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupStore;
import io.backup4j.api.CancelledException;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.ObjectUnreadableException;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.VerifyReport.Finding;
import io.backup4j.core.internal.format.ObjectNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Replaces what is damaged in one location by what is sound in another. Used once. */
final class Healing {
    private final List<BackupStore> stores;
    private final Function<? super BackupStore, VerifyReport> verification;
    private final Map<BackupStore, Set<String>> damaged = new HashMap<>();
    private final List<String> healed = new ArrayList<>();
    private final Map<BackupStore, BackupException> closed = new HashMap<>();
    private final Set<String> left = new LinkedHashSet<>();

    Healing(List<BackupStore> stores, Function<? super BackupStore, VerifyReport> verification) {
        this.stores = stores;
        this.verification = verification;
    }

    /** What only seems damaged, because what it needs is, can heal another place once that has been healed itself. */
    HealReport run() throws IOException {
        requireOneRepository();
        int before;
        do {
            before = healed.size();
            damaged.clear();
            closed.clear();
            left.clear();
            healOnce();
        } while (!left.isEmpty() && healed.size() > before);
        return new HealReport(healed, List.copyOf(left));
    }

    /** A place that does not open with the key of the others must not be taken for a damaged one when it is another repository. */
    private void requireOneRepository() throws IOException {
        Identity known = Identity.of(stores.get(0));
        for (BackupStore store : stores.subList(1, stores.size())) {
            Identity next = Identity.of(store);
            known.requireSame(next);
            known = known.isKnown() ? known : next;
        }
    }

    private void healOnce() throws IOException {
        stores.forEach(this::verify);
        if (damaged.isEmpty()) {
            combineDoors();
        }
        if (damaged.isEmpty()) {
            throw nothingOpens();
        }
        for (BackupStore store : stores) {
            if (closed.containsKey(store)) {
                replaceDoor(store);
                verify(store);
            }
        }
        for (BackupStore store : stores) {
            heal(store);
        }
    }

    /** What is wrong is then the key, or every door: there is nothing to heal from. */
    private BackupException nothingOpens() {
        BackupException first = Objects.requireNonNull(closed.get(stores.get(0)));
        stores.stream().skip(1).map(closed::get).forEach(first::addSuppressed);
        return first;
    }

    private void verify(BackupStore store) {
        try {
            damaged.put(store, find(store));
            closed.remove(store);
        } catch (CancelledException e) {
            throw e;
        } catch (BackupException e) {
            closed.put(store, e);
        }
    }

    private Set<String> find(BackupStore store) {
        Set<String> names = new HashSet<>();
        verification.apply(store).findings().stream().map(Finding::object).forEach(names::add);
        return names;
    }

    private void heal(BackupStore store) throws IOException {
        BackupException failure = closed.get(store);
        if (failure != null) {
            left.add(store.location() + ", which cannot be opened: " + failure.getMessage());
        }
        Set<String> names = damaged.getOrDefault(store, Set.of());
        int done = healed.size() + left.size();
        for (String name : names.isEmpty() ? names : withLost(store, names)) {
            replace(store, name);
        }
        if (healed.size() + left.size() == done) {
            names.forEach(name -> leave(store, name));
        }
    }

    private void leave(BackupStore store, String name) {
        left.add(name + " in " + store.location());
    }

    /** Of two doors that nobody gets through one may have the sound config and the other one a sound key slot. */
    private void combineDoors() throws IOException {
        for (BackupStore store : stores) {
            for (BackupStore other : stores) {
                Optional<byte[]> config = other == store ? Optional.empty() : read(other, ObjectNames.CONFIG);
                if (config.isPresent() && opens(new OtherConfig(store, config.get()))) {
                    store(store, ObjectNames.CONFIG, config.get());
                    verify(store);
                    return;
                }
            }
        }
    }

    private boolean opens(BackupStore store) {
        try {
            find(store);
            return true;
        } catch (CancelledException e) {
            throw e;
        } catch (BackupException e) {
            return false;
        }
    }

    /**
     * Config and key slots are small, and without them nothing can be verified: whatever differs is replaced.
     *
     * @return whether anything was
     */
    private boolean replaceDoor(BackupStore store) throws IOException {
        int before = healed.size();
        Optional<BackupStore> sound = stores.stream().filter(this::hasSoundDoor).findFirst();
        if (sound.isPresent()) {
            List<String> door = new ArrayList<>(List.of(ObjectNames.CONFIG));
            sound.get().list(ObjectNames.KEY_SLOTS, object -> door.add(object.name()));
            door.removeAll(damaged.getOrDefault(sound.get(), Set.of()));
            for (String name : door) {
                Optional<byte[]> good = read(sound.get(), name);
                if (good.isPresent()
                        && !Arrays.equals(good.get(), read(store, name).orElse(null))) {
                    store(store, name, good.get());
                }
            }
        }
        return healed.size() > before;
    }

    private boolean hasSoundDoor(BackupStore store) {
        return damaged.containsKey(store) && !damaged.get(store).contains(ObjectNames.KEY_SLOTS);
    }

    /** A lost index segment is named by nobody; what it listed is. */
    private Set<String> withLost(BackupStore store, Set<String> names) throws IOException {
        Set<String> all = new TreeSet<>(names);
        Inventory here = Inventory.of(store);
        for (BackupStore other : stores) {
            Inventory.of(other).neededBut(here).stream()
                    .filter(name -> !here.sizes().containsKey(name))
                    .forEach(all::add);
        }
        return all;
    }

    /** Not everything that is named is damaged itself: a point is, whose pack is lost. */
    private void replace(BackupStore store, String name) throws IOException {
        if (!io.backup4j.api.ObjectNames.isValid(name)) {
            boolean isDone = name.equals(ObjectNames.KEY_SLOTS) && replaceDoor(store);
            if (!isDone) {
                leave(store, name);
            }
            return;
        }
        for (BackupStore other : stores) {
            boolean sound = damaged.containsKey(other) && !damaged.get(other).contains(name);
            Optional<byte[]> good = sound ? read(other, name) : Optional.empty();
            if (good.isPresent()) {
                if (!Arrays.equals(good.get(), read(store, name).orElse(null))) {
                    store(store, name, good.get());
                }
                return;
            }
        }
        leave(store, name);
    }

    private void store(BackupStore store, String name, byte[] bytes) throws IOException {
        store.delete(name);
        store.put(name, ObjectBody.of(bytes));
        healed.add(name + " in " + store.location());
    }

    /** Returns nothing where there is no such object, or not all of it can be read. */
    private static Optional<byte[]> read(BackupStore store, String name) throws IOException {
        try (InputStream in = store.read(name, 0, BackupStore.TO_END)) {
            return Optional.of(in.readAllBytes());
        } catch (ObjectMissingException | ObjectUnreadableException e) {
            return Optional.empty();
        }
    }

    /** A location as it would be with the config of another one. */
    private static final class OtherConfig extends ForwardingStore {
        private final byte[] config;

        OtherConfig(BackupStore store, byte[] config) {
            super(store);
            this.config = config;
        }

        @Override
        public InputStream read(String name, long offset, long length) throws IOException {
            if (!name.equals(ObjectNames.CONFIG)) {
                return store.read(name, offset, length);
            }
            int from = (int) Math.min(offset, config.length);
            return new ByteArrayInputStream(config, from, (int) Math.min(length, config.length - from));
        }
    }
}
