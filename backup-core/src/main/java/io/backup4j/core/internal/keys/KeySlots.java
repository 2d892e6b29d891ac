package io.backup4j.core.internal.keys;

import io.backup4j.api.BackupException;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.KeySlotInfo;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.SecretBytes;
import io.backup4j.core.internal.format.ObjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The key slots of one repository, as far as they can be read. Slots of other repositories, left by writers that lost the
 * race to create this one, are passed over.
 */
public final class KeySlots {
    private final ObjectId repositoryId;
    private final List<KeySlot> slots = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();

    /**
     * Reads all slots.
     *
     * @param objects all objects below {@code keys/}: name and bytes
     */
    public KeySlots(ObjectId repositoryId, Map<String, byte[]> objects) {
        this.repositoryId = repositoryId;
        objects.forEach(this::read);
        slots.sort(Comparator.comparing(KeySlot::createdAt).thenComparing(KeySlot::name));
    }

    /** Returns the slots that can be read, oldest first. */
    public List<KeySlotInfo> infos() {
        return slots.stream().map(KeySlot::info).toList();
    }

    /** Returns what is wrong with those that cannot be read, each with its name. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }

    /**
     * A slot that has been opened.
     *
     * @param id the slot
     * @param masterKey what was in it
     */
    record Opened(String id, SecretBytes masterKey) {}

    /**
     * Tries all slots that fit, the cheapest first.
     *
     * @return the slot that opened, with the master key
     * @throws WrongKeyException when none opens; the message says what was tried and what was passed over
     * @throws CorruptDataException when none could be tried and some cannot be read
     */
    Opened open(KeySource source) {
        List<KeySlot> fitting = slots.stream()
                .filter(slot -> source.fits(slot.key().lock()))
                .sorted(Comparator.comparingLong(KeySlots::cost))
                .toList();
        List<String> passedOver = new ArrayList<>(troubles);
        int tried = 0;
        for (KeySlot slot : fitting) {
            Optional<String> obstacle = source.obstacle(slot.key().lock());
            obstacle.ifPresent(reason -> passedOver.add("Key slot " + slot.name() + " cannot be tried: " + reason));
            if (obstacle.isEmpty()) {
                tried++;
                Optional<SecretBytes> key = source.unwrap(slot.key(), slot.context());
                if (key.isPresent()) {
                    return new Opened(slot.info().id(), requireLength(slot, key.get()));
                }
            }
        }
        String counts = tried + " tried, " + (slots.size() - fitting.size()) + " for other keys";
        throw noneOpens(source, counts, tried == 0, passedOver);
    }

    private void read(String name, byte[] object) {
        try {
            KeySlot slot = KeySlot.read(name, object);
            if (slot.repositoryId().equals(repositoryId)) {
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
