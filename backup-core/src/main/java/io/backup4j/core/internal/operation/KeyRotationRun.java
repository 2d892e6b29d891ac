package io.backup4j.core.internal.operation;

import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.StoreException;
import io.backup4j.core.Encryption;
import io.backup4j.core.KeyRotation;
import io.backup4j.core.KeySlotInfo;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.keys.KeySlots;
import io.backup4j.core.internal.keys.NewKeySlot;
import io.backup4j.core.internal.keys.RepositoryKeys;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.repository.RepositoryObjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One rotation of the keys (FORMAT 5.1). Used once, by one thread. */
final class KeyRotationRun {
    private final OpenRepository repository;
    private final RepositoryObjects objects;
    private final RepositoryKeys keys;
    private final RepositoryOptions options;
    private final List<Encryption> kept;

    /** @param kept keys that are to open the repository afterwards */
    KeyRotationRun(OpenRepository repository, List<Encryption> kept) {
        this.repository = repository;
        this.objects = repository.objects();
        this.keys = repository.keyRing();
        this.options = repository.options();
        this.kept = List.copyOf(kept);
    }

    /** Finds out which slots would be made anew, and which would go. */
    KeyRotation plan() {
        KeySlots slots = slots();
        List<KeySlotInfo> staying = List.copyOf(staying(slots).keySet());
        return new KeyRotation(slots.nextEpoch(keys), staying, going(slots, staying), List.of());
    }

    /** Rotates. */
    KeyRotation call() {
        KeySlots slots = slots();
        Map<KeySlotInfo, Encryption> staying = staying(slots);
        List<KeySlotInfo> going = going(slots, List.copyOf(staying.keySet()));
        int epoch = slots.nextEpoch(keys);
        List<KeySlotInfo> made = begin(epoch, staying);
        return new KeyRotation(epoch, made, going, removeReplaced());
    }

    private KeySlots slots() {
        keys.requireEncrypted();
        repository.requireNewestKeys();
        return repository.keySlots();
    }

    /** Each key must open something now, so that nobody is locked out by a typing error. */
    private Map<KeySlotInfo, Encryption> staying(KeySlots slots) {
        if (kept.isEmpty()) {
            throw new IllegalArgumentException(
                    "No key is to stay: nobody could open the repository. Give one that opens it now");
        }
        Map<KeySlotInfo, Encryption> staying = new LinkedHashMap<>();
        kept.forEach(key -> staying.put(slots.find(key), key));
        return staying;
    }

    private List<KeySlotInfo> going(KeySlots slots, List<KeySlotInfo> staying) {
        return slots.infos(keys).stream()
                .filter(slot -> !staying.contains(slot))
                .toList();
    }

    private List<KeySlotInfo> begin(int epoch, Map<KeySlotInfo, Encryption> staying) {
        try (RepositoryKeys next = keys.next(epoch, options.random())) {
            List<NewKeySlot> made = new ArrayList<>();
            staying.forEach((slot, key) ->
                    made.add(next.newSlot(key, slot.label(), options.clock().instant(), options.random())));
            made.forEach(slot -> objects.create(slot.name(), slot.object()));
            commit(epoch, next, made);
            keys.advance(next);
            List<KeySlotInfo> infos = made.stream().map(NewKeySlot::info).toList();
            keys.openedBy(infos.get(0));
            return infos;
        }
    }

    private void commit(int epoch, RepositoryKeys next, List<NewKeySlot> made) {
        String name = ObjectNames.epoch(epoch);
        byte[] object = next.epochObject(epoch, options.clock().instant(), options.random());
        boolean created = objects.commit(
                name, object, "Open the repository again, with a key that was to stay, and look which keys there are");
        // A store that tries again may meet its own object.
        boolean begun = created
                || objects.read(name)
                        .filter(there -> next.hasBegun(epoch, there))
                        .isPresent();
        if (!begun) {
            made.forEach(slot -> objects.delete(slot.name()));
            throw new StoreException("Somebody else has changed the keys at the same time, so they were not rotated:"
                    + " open the repository again and look which keys there are");
        }
    }

    /** What stays behind opens nothing new, and goes with the next change of keys. */
    private List<String> removeReplaced() {
        try {
            repository.keySlots().replaced(keys).forEach(objects::delete);
            return List.of();
        } catch (StoreException | OutcomeUnknownException e) {
            return List.of("Old key slots are left. They open nothing that is written from now on, and go with the next"
                    + " change of keys: " + e.getMessage());
        }
    }
}
