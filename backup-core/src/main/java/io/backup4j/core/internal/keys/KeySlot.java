package io.backup4j.core.internal.keys;

import io.backup4j.api.ByteString;
import io.backup4j.api.CorruptDataException;
import io.backup4j.core.KeySlotInfo;
import io.backup4j.core.internal.crypto.KeyWrap;
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
 * One key slot: the master key, wrapped.
 *
 * @param repositoryId the repository it was made for
 * @param id its own
 * @param createdAt when it was made
 * @param label what its maker called it, may be empty
 * @param key the wrapped key
 */
record KeySlot(ObjectId repositoryId, ObjectId id, Instant createdAt, String label, WrappedKey key) {
    private static final String CONTEXT = "backup4j/1/key-slot";

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
        return new KeySlot(json.id("repositoryId"), id, json.time("createdAt"), json.text("label"), key);
    }

    /** Returns all bytes of the object. */
    byte[] toObject() {
        JsonWriter json = new JsonWriter()
                .put("repositoryId", repositoryId)
                .put("slotId", id)
                .put("createdAt", createdAt)
                .put("label", label)
                .put("kind", key.lock().kind());
        key.lock().writeTo(json);
        json.put("wrapped", key.bytes().toByteArray());
        ByteWriter object = DocumentObject.begin(ObjectKind.KEY_SLOT, json);
        ObjectFrame.appendCheck(object);
        return object.toByteArray();
    }

    /** Returns what is bound to the wrapped key, so that it opens in this slot of this repository only. */
    static byte[] context(ObjectId repositoryId, ObjectId id) {
        ByteWriter context = new ByteWriter(64).raw(CONTEXT.getBytes(StandardCharsets.UTF_8));
        repositoryId.writeTo(context);
        id.writeTo(context);
        return context.toByteArray();
    }

    byte[] context() {
        return context(repositoryId, id);
    }

    String name() {
        return ObjectNames.keySlot(id);
    }

    KeySlotInfo info() {
        return new KeySlotInfo(id.toHex(), key.lock().kind(), label, createdAt);
    }

    private static void requireWrappedLength(JsonDocument json, WrappedKey key) {
        boolean ours = key.lock() instanceof SlotLock.Password || key.lock() instanceof SlotLock.KeyFile;
        if (ours && key.bytes().length() != KeyWrap.WRAPPED_LENGTH) {
            throw json.corrupt(
                    "wrapped", "has " + key.bytes().length() + " bytes instead of " + KeyWrap.WRAPPED_LENGTH);
        }
    }
}
