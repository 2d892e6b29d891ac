package io.backup4j.core.store;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectMissingException;
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
import java.util.List;
import java.util.Map;
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
    private boolean isLeftOver;

    Healing(List<BackupStore> stores, Function<? super BackupStore, VerifyReport> verification) {
        this.stores = stores;
        this.verification = verification;
    }

    /** What only seems damaged, because what it needs is, can heal another place once that has been healed itself. */
    List<String> run() throws IOException {
        requireOneRepository();
        int before;
        do {
            before = healed.size();
            damaged.clear();
            isLeftOver = false;
            healOnce();
        } while (isLeftOver && healed.size() > before);
        return healed;
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
        List<BackupStore> closed = new ArrayList<>();
        for (BackupStore store : stores) {
            if (!verify(store)) {
                closed.add(store);
            }
        }
        if (closed.size() == stores.size()) {
            combineDoors();
        }
        for (BackupStore store : closed) {
            if (!damaged.containsKey(store)) {
                replaceDoor(store);
                verify(store);
            }
        }
        for (BackupStore store : stores) {
            if (damaged.getOrDefault(store, Set.of()).contains(ObjectNames.KEY_SLOTS)) {
                replaceDoor(store);
            }
            Set<String> names = damaged.getOrDefault(store, Set.of());
            for (String name : names.isEmpty() ? names : withLost(store, names)) {
                replace(store, name);
            }
        }
    }

    /** Returns false when the repository there cannot even be opened. */
    private boolean verify(BackupStore store) {
        try {
            Set<String> names = new HashSet<>();
            verification.apply(store).findings().stream().map(Finding::object).forEach(names::add);
            damaged.put(store, names);
            return true;
        } catch (BackupException e) {
            return false;
        }
    }

    /** Of two doors that nobody gets through one may have the sound config and the other one a sound key slot. */
    private void combineDoors() throws IOException {
        for (BackupStore store : stores) {
            for (BackupStore other : stores) {
                Optional<byte[]> config = other == store ? Optional.empty() : read(other, ObjectNames.CONFIG);
                if (config.isPresent() && verify(new OtherConfig(store, config.get()))) {
                    store(store, ObjectNames.CONFIG, config.get());
                    verify(store);
                    return;
                }
            }
        }
    }

    /** Config and key slots are small, and without them nothing can be verified: whatever differs is replaced. */
    private void replaceDoor(BackupStore store) throws IOException {
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
        isLeftOver = true;
    }

    private void store(BackupStore store, String name, byte[] bytes) throws IOException {
        store.delete(name);
        store.put(name, ObjectBody.of(bytes));
        healed.add(name + " in " + store.location());
    }

    private static Optional<byte[]> read(BackupStore store, String name) throws IOException {
        try (InputStream in = store.read(name, 0, BackupStore.TO_END)) {
            return Optional.of(in.readAllBytes());
        } catch (ObjectMissingException e) {
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
