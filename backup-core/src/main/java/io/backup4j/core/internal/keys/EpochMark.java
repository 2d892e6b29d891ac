package io.backup4j.core.internal.keys;

import io.backup4j.api.ByteString;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.Compression;
import io.backup4j.core.internal.compress.BlockCodec;
import io.backup4j.core.internal.crypto.Ciphers;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.SealedObjects;
import io.backup4j.core.internal.format.JsonDocument;
import io.backup4j.core.internal.format.JsonWriter;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code keys/epochs/<n>} says: that epoch n has begun, or that there never will be one of that number (FORMAT 5.1).
 *
 * @param createdAt when it was said
 * @param proof of the keys of the epoch; empty when the number is void
 */
public record EpochMark(Instant createdAt, ByteString proof) {
    /** Says that an epoch has begun, when its keys are known, and that the number is void otherwise. Returns all bytes of the object. */
    static byte[] write(int number, KeyTree keys, Instant now, SecureRandom random) {
        JsonWriter json = new JsonWriter().put("epoch", number).put("createdAt", now);
        if (keys.knows(number)) {
            json.put("proof", keys.proof(number));
        }
        try (BlockCodec codec = BlockCodec.of(Compression.none())) {
            return new SealedObjects(keys, Ciphers.ofPlatform(), codec, random)
                    .seal(ObjectKind.EPOCH, ObjectNames.epoch(number), json.toByteArray(), keys.epochBefore(number));
        }
    }

    /** Returns what an object says to who has these keys; nothing when it is damaged or not of the epoch before. */
    static Optional<EpochMark> read(int number, KeyTree keys, byte[] object) {
        String name = ObjectNames.epoch(number);
        try (BlockCodec codec = BlockCodec.of(Compression.none())) {
            ObjectFrame.verify(ObjectKind.EPOCH, name, object);
            if (ObjectFrame.epoch(object) != keys.epochBefore(number)) {
                return Optional.empty();
            }
            byte[] plain = new SealedObjects(keys, Ciphers.ofPlatform(), codec, new SecureRandom())
                    .open(ObjectKind.EPOCH, name, object);
            return Optional.of(read(number, JsonDocument.parse(ObjectKind.EPOCH.describe(name), plain)));
        } catch (CorruptDataException | UnsupportedFormatException e) {
            return Optional.empty();
        }
    }

    private static EpochMark read(int number, JsonDocument json) {
        json.integer("epoch", number, number);
        ByteString proof = json.has("proof") ? ByteString.of(json.bytes("proof")) : ByteString.empty();
        return new EpochMark(json.time("createdAt"), proof);
    }

    /** Returns whether an epoch has begun. */
    public boolean hasBegun() {
        return !proof.isEmpty();
    }

    /** Returns whether the epoch began with these keys. */
    boolean isOf(int number, KeyTree keys) {
        return hasBegun() && MessageDigest.isEqual(proof.toByteArray(), keys.proof(number));
    }
}
