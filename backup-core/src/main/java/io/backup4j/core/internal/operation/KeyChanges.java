package io.backup4j.core.internal.operation;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.StoreException;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.Encryption;
import io.backup4j.core.KeySlotInfo;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.keys.KeySlots;
import io.backup4j.core.internal.keys.NewKeySlot;
import io.backup4j.core.internal.repository.OpenRepository;
import java.util.List;

/** Changes the key slots of one epoch. */
final class KeyChanges {
    private KeyChanges() {}

    static List<KeySlotInfo> slots(OpenRepository repository) {
        return repository.keySlots().infos(repository.keyRing());
    }

    static KeySlotInfo add(OpenRepository repository, Encryption encryption, String label) {
        RepositoryOptions options = repository.options();
        NewKeySlot slot =
                repository.keyRing().newSlot(encryption, label, options.clock().instant(), options.random());
        repository
                .objects()
                .commit(
                        slot.name(),
                        slot.object(),
                        "List the key slots, and remove the new one before adding it again");
        requireStillNewest(repository, slot);
        return slot.info();
    }

    /** Only now: a slot that is stored after keys were rotated opens nothing new. */
    private static void requireStillNewest(OpenRepository repository, NewKeySlot slot) {
        try {
            repository.requireNewestKeys();
        } catch (WrongKeyException | CorruptDataException e) {
            repository.objects().delete(slot.name());
            throw e;
        } catch (StoreException e) {
            throw new OutcomeUnknownException(
                    "The key slot " + slot.name() + " is stored, and nobody can tell whether the keys were rotated"
                            + " meanwhile. Remove it before adding the key again",
                    e);
        }
    }

    /** What a rotation that was given up has left must not open either, so its number is taken away first: then nobody can complete it. */
    static void remove(OpenRepository repository, String slotId) {
        repository.requireNewestKeys();
        KeySlots all = repository.keySlots();
        KeySlotInfo slot = requireNotLast(all.infos(repository.keyRing()), slotId);
        String name = ObjectNames.KEY_SLOTS + slot.id();
        byte[] object = repository.objects().read(name).orElseThrow(() -> noSlot(slotId));
        int next = all.nextEpoch(repository.keyRing());
        all.pending(repository.keyRing()).forEach((epoch, names) -> {
            // Higher numbers than the next are nobody's, and whoever made them up must not use up all numbers.
            if (epoch <= next) {
                makeVoid(repository, epoch);
            }
            names.forEach(repository.objects()::delete);
        });
        all.replaced(repository.keyRing()).forEach(repository.objects()::delete);
        repository.objects().delete(name);
        requireAnother(repository, slot, object);
    }

    /** Only now: of two who remove the last two slots at once, each has seen the other's. */
    private static void requireAnother(OpenRepository repository, KeySlotInfo removed, byte[] object) {
        try {
            if (slots(repository).isEmpty()) {
                putBack(repository, ObjectNames.KEY_SLOTS + removed.id(), object);
                throw last(removed);
            }
        } catch (StoreException e) {
            throw new OutcomeUnknownException(
                    "Key slot " + removed.id()
                            + " is removed, and nobody can tell whether another one is left. List the"
                            + " key slots while the repository is open, and add a key when there is none",
                    e);
        }
    }

    /** Where none is left because the keys were rotated, what is removed stays so. */
    private static void putBack(OpenRepository repository, String name, byte[] object) {
        repository.objects().create(name, object);
        try {
            repository.requireNewestKeys();
        } catch (WrongKeyException e) {
            repository.objects().delete(name);
            throw e;
        }
    }

    private static KeySlotInfo requireNotLast(List<KeySlotInfo> slots, String slotId) {
        KeySlotInfo slot = slots.stream()
                .filter(info -> info.id().equals(slotId))
                .findFirst()
                .orElseThrow(() -> noSlot(slotId));
        if (slots.size() == 1) {
            throw last(slot);
        }
        return slot;
    }

    private static IllegalArgumentException noSlot(String slotId) {
        return new IllegalArgumentException("There is no key slot " + slotId);
    }

    private static IllegalArgumentException last(KeySlotInfo slot) {
        return new IllegalArgumentException("Key slot " + slot.id()
                + " is the last one: without it nobody could open the repository. Add another one first");
    }

    private static void makeVoid(OpenRepository repository, int epoch) {
        RepositoryOptions options = repository.options();
        String name = ObjectNames.epoch(epoch);
        byte[] object = repository.keyRing().epochObject(epoch, options.clock().instant(), options.random());
        if (repository.objects().create(name, object)) {
            return;
        }
        boolean isVoid = repository
                .objects()
                .read(name)
                .flatMap(other -> repository.keyRing().readEpoch(epoch, other))
                .filter(mark -> !mark.hasBegun())
                .isPresent();
        if (!isVoid) {
            throw new StoreException("The keys were rotated at the same time, so no key was removed: open the"
                    + " repository again and look which keys there are");
        }
    }
}
