package io.backup4j.core.internal.keys;

import io.backup4j.api.BackupException;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.Encryption;
import io.backup4j.core.KeySlotInfo;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.SecretBytes;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The key slots of one repository, as far as they can be read, and which of them count (FORMAT 5.1). Slots of other repositories, left by
 * writers that lost the race to create this one, are passed over.
 */
public final class KeySlots {
    private final ObjectId repositoryId;
    private final List<KeySlot> slots = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final NavigableMap<Integer, byte[]> epochs = new TreeMap<>();

    /**
     * Reads all slots.
     *
     * @param objects objects below {@code keys/}, name and bytes: all slots, and all epochs from the lowest of a slot on
     */
    public KeySlots(ObjectId repositoryId, Map<String, byte[]> objects) {
        this.repositoryId = repositoryId;
        objects.forEach(this::read);
        slots.sort(Comparator.comparing(KeySlot::createdAt).thenComparing(KeySlot::name));
    }

    /** Returns all slots that can be read, oldest first. */
    List<KeySlot> slots() {
        return List.copyOf(slots);
    }

    /** Returns the slots that count for somebody who has these keys, oldest first. */
    public List<KeySlotInfo> infos(RepositoryKeys keys) {
        return slots.stream().filter(keys::made).map(KeySlot::info).toList();
    }

    /** Returns the names of slots that have been replaced, and of those that lost against this epoch. */
    public List<String> replaced(RepositoryKeys keys) {
        return slots.stream()
                .filter(slot -> slot.epoch() <= keys.tree().epoch() && !keys.made(slot))
                .map(KeySlot::name)
                .toList();
    }

    /** Returns the names of slots of rotations that are going on or were given up, by epoch. */
    public Map<Integer, List<String>> pending(RepositoryKeys keys) {
        return slots.stream()
                .filter(slot -> slot.epoch() > keys.tree().epoch())
                .collect(Collectors.groupingBy(
                        KeySlot::epoch, TreeMap::new, Collectors.mapping(KeySlot::name, Collectors.toList())));
    }

    /** Returns what is wrong with epochs from the newest on, by name. */
    public Map<String, String> epochTroubles(RepositoryKeys keys) {
        int newest = keys.tree().epoch();
        Map<String, String> found = new TreeMap<>();
        epochs.tailMap(Math.max(1, newest)).forEach((number, object) -> {
            if (keys.readEpoch(number, object).isEmpty()) {
                String name = ObjectNames.epoch(number);
                found.put(name, ObjectKind.EPOCH.describe(name) + " is damaged");
            }
        });
        if (newest > 0 && !epochs.containsKey(newest)) {
            String name = ObjectNames.epoch(newest);
            found.put(name, ObjectKind.EPOCH.describe(name) + " is missing. The next backup makes it again");
        }
        return found;
    }

    /** Returns the number of the next epoch: one above all that have begun or are void. */
    public int nextEpoch(RepositoryKeys keys) {
        int newest = keys.tree().epoch();
        return 1 + (epochs.isEmpty() ? newest : Math.max(newest, epochs.lastKey()));
    }

    /** Returns what is wrong with those that cannot be read, each with its name. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }

    /**
     * Finds the slot that a key opens.
     *
     * @throws WrongKeyException when it opens none that counts
     * @throws CorruptDataException when none could be tried and some cannot be read
     */
    public KeySlotInfo find(Encryption encryption) {
        try (Opened opened = open((KeySource) encryption)) {
            return opened.slot();
        }
    }

    /**
     * A slot that has been opened.
     *
     * @param slot the slot
     * @param keys what was in it
     * @param ring what was in that of its epoch, empty in epoch 0; not closed with it, its keys are among {@code keys}
     */
    record Opened(KeySlotInfo slot, MasterKeys keys, Optional<Ring> ring) implements AutoCloseable {
        @Override
        public void close() {
            keys.close();
        }
    }

    /**
     * Tries all slots that fit, the newest epoch first, in it the cheapest first.
     *
     * @return the slot that opened and counts, with the master keys
     * @throws WrongKeyException when there is none; the message says what was tried and what was passed over
     * @throws CorruptDataException when none could be tried and some cannot be read
     */
    Opened open(KeySource source) {
        List<KeySlot> fitting = slots.stream()
                .filter(slot -> source.fits(slot.key().lock()))
                .sorted(Comparator.comparing(KeySlot::epoch).reversed().thenComparingLong(KeySlots::cost))
                .toList();
        List<String> passedOver = new ArrayList<>(troubles);
        int tried = 0;
        for (KeySlot slot : fitting) {
            Optional<String> obstacle = source.obstacle(slot.key().lock());
            obstacle.ifPresent(reason -> passedOver.add("Key slot " + slot.name() + " cannot be tried: " + reason));
            if (obstacle.isEmpty()) {
                tried++;
                Optional<Opened> opened = source.unwrap(slot.key(), slot.place().context())
                        .flatMap(key -> opened(slot, requireLength(slot, key), passedOver))
                        .filter(open -> counts(slot, open, passedOver));
                if (opened.isPresent()) {
                    return opened.get();
                }
            }
        }
        String counts = tried + " tried, " + (slots.size() - fitting.size()) + " for other keys";
        throw noneOpens(source, counts, tried == 0, passedOver);
    }

    private static Optional<Opened> opened(KeySlot slot, SecretBytes key, List<String> passedOver) {
        TreeMap<Integer, SecretBytes> keys = new TreeMap<>(Map.of(slot.epoch(), key));
        if (slot.epoch() == 0) {
            return Optional.of(new Opened(slot.info(), new MasterKeys(keys), Optional.empty()));
        }
        try {
            Ring ring = Ring.open(slot.place(), key, slot.ring());
            keys.putAll(ring.earlier());
            return Optional.of(new Opened(slot.info(), new MasterKeys(keys), Optional.of(ring)));
        } catch (CorruptDataException e) {
            key.close();
            passedOver.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** One that does not count is closed, and the reason noted. */
    private boolean counts(KeySlot slot, Opened opened, List<String> passedOver) {
        try (KeyTree tree = opened.keys().tree(repositoryId)) {
            Optional<String> obstacle = whyNotBegun(slot, tree).or(() -> whyReplaced(slot, tree));
            obstacle.ifPresent(reason -> {
                opened.close();
                passedOver.add("Key slot " + slot.name() + " opens with it, and " + reason);
            });
            return obstacle.isEmpty();
        }
    }

    private Optional<String> whyNotBegun(KeySlot slot, KeyTree tree) {
        byte[] object = epochs.get(slot.epoch());
        if (slot.epoch() == 0 || object == null && slots.stream().noneMatch(other -> other.epoch() < slot.epoch())) {
            return Optional.empty();
        }
        boolean hasNot = object == null
                || EpochMark.read(slot.epoch(), tree, object)
                        .filter(mark -> !mark.isOf(slot.epoch(), tree))
                        .isPresent();
        return hasNot
                ? Optional.of(
                        "belongs to a rotation of the keys that was not completed: give a key from before it, or, if it was"
                                + " completed, take " + ObjectNames.epoch(slot.epoch()) + " from a copy of the store")
                : Optional.empty();
    }

    private Optional<String> whyReplaced(KeySlot slot, KeyTree tree) {
        return epochs.tailMap(slot.epoch(), false).entrySet().stream()
                .flatMap(later -> EpochMark.read(later.getKey(), tree, later.getValue()).stream())
                .filter(EpochMark::hasBegun)
                .map(mark -> "was replaced at " + mark.createdAt()
                        + ", when the keys were rotated: give a key that was kept then or added since")
                .findFirst();
    }

    private void read(String name, byte[] object) {
        ObjectNames.epochNumber(name).ifPresent(number -> epochs.put(number, object));
        if (ObjectNames.keySlotId(name).isEmpty()) {
            return;
        }
        try {
            KeySlot slot = KeySlot.read(name, object);
            if (slot.place().repositoryId().equals(repositoryId)) {
                slots.add(slot);
            }
        } catch (CorruptDataException | UnsupportedFormatException e) {
            troubles.add(String.valueOf(e.getMessage()));
        }
    }

    private BackupException noneOpens(KeySource source, String counts, boolean noneTried, List<String> passedOver) {
        String none =
                "No key slot of repository " + repositoryId + " opens with " + source.describe() + " (" + counts + ")";
        String message = Stream.concat(Stream.of(none), passedOver.stream()).collect(Collectors.joining(". "));
        return noneTried && !passedOver.isEmpty() ? new CorruptDataException(message) : new WrongKeyException(message);
    }

    private static SecretBytes requireLength(KeySlot slot, SecretBytes key) {
        if (key.length() != KeyTree.KEY_LENGTH) {
            key.close();
            throw new CorruptDataException("Key slot " + slot.name() + " holds a master key of " + key.length()
                    + " bytes instead of " + KeyTree.KEY_LENGTH);
        }
        return key;
    }

    private static long cost(KeySlot slot) {
        return slot.key().lock() instanceof SlotLock.Password password
                ? (long) password.cost().memoryKiB() * password.cost().iterations()
                : 0;
    }
}
