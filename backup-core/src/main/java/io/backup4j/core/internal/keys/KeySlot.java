package io.backup4j.core.internal.keys;

import io.backup4j.api.ByteString;
import io.backup4j.api.CorruptDataException;
import io.backup4j.core.KeySlotInfo;
import io.backup4j.core.internal.crypto.KeyWrap;
import io.backup4j.core.internal.crypto.SecretBytes;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.JsonDocument;
import io.backup4j.core.internal.format.JsonWriter;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One key slot: a master key, wrapped.
 *
 * @param place where it is
 * @param createdAt when it was made
 * @param label what its maker called it, may be empty
 * @param key the wrapped key
 * @param ring what was there before its epoch, sealed; empty in epoch 0
 */
record KeySlot(Place place, Instant createdAt, String label, WrappedKey key, ByteString ring) {
    private static final String CONTEXT = "backup4j/1/key-slot";

    /**
     * What a slot is bound to.
     *
     * @param repositoryId the repository it was made for
     * @param id its own
     * @param epoch whose master key it holds
     */
    record Place(ObjectId repositoryId, ObjectId id, int epoch) {
        /** Returns what is bound to the wrapped key, so that it opens in this slot of this repository only. */
        byte[] context() {
            ByteWriter context = new ByteWriter(64).raw(CONTEXT.getBytes(StandardCharsets.UTF_8));
            repositoryId.writeTo(context);
            id.writeTo(context);
            return epoch == 0 ? context.toByteArray() : context.u16(epoch).toByteArray();
        }
    }

    /**
     * Reads a slot.
     *
     * @throws CorruptDataException when it is damaged
     * @throws io.backup4j.api.UnsupportedFormatException when it is of an older or newer format than can be read
     */
    static KeySlot read(String name, byte[] object) {
        ObjectFrame.verify(ObjectKind.KEY_SLOT, name, object);
        JsonDocument json = DocumentObject.read(ObjectKind.KEY_SLOT, name, object, 0);
        ObjectId id = json.id("slotId");
        if (!ObjectNames.keySlot(id).equals(name)) {
            throw json.corrupt("slotId", "is not the one in its name");
        }
        WrappedKey key = new WrappedKey(SlotLock.read(json), ByteString.of(json.bytes("wrapped")));
        requireWrappedLength(json, key);
        Place place = new Place(json.id("repositoryId"), id, ObjectFrame.epoch(object));
        ByteString ring = place.epoch() == 0 ? ByteString.empty() : ByteString.of(json.bytes("ring"));
        return new KeySlot(place, json.time("createdAt"), json.text("label"), key, ring);
    }

    /** Returns all bytes of the object. */
    byte[] toObject() {
        JsonWriter json = new JsonWriter()
                .put("repositoryId", place.repositoryId())
                .put("slotId", place.id())
                .put("createdAt", createdAt)
                .put("label", label)
                .put("kind", key.lock().kind());
        key.lock().writeTo(json);
        json.put("wrapped", key.bytes().toByteArray());
        if (epoch() > 0) {
            json.put("ring", ring.toByteArray());
        }
        ByteWriter object = DocumentObject.begin(ObjectKind.KEY_SLOT, epoch(), json);
        ObjectFrame.appendCheck(object);
        return object.toByteArray();
    }

    int epoch() {
        return place.epoch();
    }

    String name() {
        return ObjectNames.keySlot(place.id());
    }

    KeySlotInfo info() {
        return new KeySlotInfo(place.id().toHex(), key.lock().kind(), label, createdAt);
    }

    /** Returns whether it was made by who has this master key; nobody can tell in epoch 0. */
    boolean isOf(SecretBytes masterKey) {
        if (epoch() == 0) {
            return true;
        }
        try {
            Ring.open(place, masterKey, ring).close();
            return true;
        } catch (CorruptDataException e) {
            return false;
        }
    }

    private static void requireWrappedLength(JsonDocument json, WrappedKey key) {
        boolean ours = key.lock() instanceof SlotLock.Password || key.lock() instanceof SlotLock.KeyFile;
        if (ours && key.bytes().length() != KeyWrap.WRAPPED_LENGTH) {
            throw json.corrupt(
                    "wrapped", "has " + key.bytes().length() + " bytes instead of " + KeyWrap.WRAPPED_LENGTH);
        }
    }
}
