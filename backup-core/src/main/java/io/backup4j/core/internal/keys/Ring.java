package io.backup4j.core.internal.keys;

import io.backup4j.api.ByteString;
import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.crypto.Ciphers;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.ObjectSeal;
import io.backup4j.core.internal.crypto.SealedHead;
import io.backup4j.core.internal.crypto.SecretBytes;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.format.Sha256;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a slot of an epoch above 0 carries besides its master key, sealed with that: all that was there before (FORMAT 5).
 *
 * @param configSha256 the SHA-256 of the object {@code config}
 * @param earlier the master keys of earlier epochs, closed with it
 */
record Ring(ByteString configSha256, SortedMap<Integer, SecretBytes> earlier) implements AutoCloseable {
    private static final int KEY_ENTRY = Short.BYTES + KeyTree.KEY_LENGTH;

    /** Seals a ring for a slot of the newest of {@code keys}. */
    static ByteString seal(KeySlot.Place slot, MasterKeys keys, ByteString configSha256, SecureRandom random) {
        byte[] plain = write(configSha256, keys.earlier());
        ObjectId salt = ObjectId.random(random);
        try (KeyTree own = KeyTree.of(slot.repositoryId(), keys.newest())) {
            ObjectSeal seal = seal(own, slot, salt);
            byte[] sealed = new byte[seal.sealedLength(plain.length)];
            seal.seal(plain, 0, plain.length, 0, sealed, 0);
            ByteWriter ring = new ByteWriter(ObjectId.LENGTH + sealed.length);
            salt.writeTo(ring);
            return ByteString.of(ring.raw(sealed).toByteArray());
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static byte[] write(ByteString configSha256, SortedMap<Integer, SecretBytes> earlier) {
        ByteBuffer plain = ByteBuffer.allocate(Sha256.LENGTH + KEY_ENTRY * earlier.size());
        plain.put(configSha256.toByteArray());
        earlier.forEach((epoch, key) -> plain.putShort(epoch.shortValue()).put(key.bytes()));
        return plain.array();
    }

    /**
     * Opens a ring.
     *
     * @param key the master key of the slot
     * @throws CorruptDataException when it was not sealed with that key for this slot
     */
    static Ring open(KeySlot.Place slot, SecretBytes key, ByteString ring) {
        String what = describe(slot);
        ByteReader reader = new ByteReader(what, ring.toByteArray());
        ObjectId salt = ObjectId.read(reader);
        byte[] sealed = reader.raw(reader.remaining());
        try (KeyTree own = KeyTree.of(slot.repositoryId(), key)) {
            ObjectSeal seal = seal(own, slot, salt);
            byte[] plain = new byte[seal.payloadLength(sealed.length)];
            seal.open(sealed, 0, sealed.length, 0, plain, 0);
            try {
                return read(new ByteReader(what, plain), slot.epoch());
            } finally {
                Arrays.fill(plain, (byte) 0);
            }
        }
    }

    private static Ring read(ByteReader reader, int newest) {
        ByteString configSha256 = ByteString.of(reader.raw(Sha256.LENGTH));
        SortedMap<Integer, SecretBytes> earlier = new TreeMap<>();
        while (reader.remaining() > 0) {
            int epoch = reader.u16();
            boolean inOrder = earlier.isEmpty() ? epoch == 0 : epoch > earlier.lastKey();
            if (!inOrder || epoch >= newest) {
                throw reader.corrupt("the key of epoch " + epoch + " where it cannot be");
            }
            earlier.put(epoch, SecretBytes.owning(reader.raw(KeyTree.KEY_LENGTH)));
        }
        if (earlier.isEmpty()) {
            throw reader.corrupt("no keys of earlier epochs");
        }
        return new Ring(configSha256, earlier);
    }

    /** The key of an epoch does not depend on its number. */
    private static ObjectSeal seal(KeyTree own, KeySlot.Place slot, ObjectId salt) {
        return own.seal(
                ObjectKind.KEY_SLOT, ObjectNames.keySlot(slot.id()), new SealedHead(0, salt), Ciphers.ofPlatform());
    }

    @Override
    public void close() {
        earlier.values().forEach(SecretBytes::close);
    }

    private static String describe(KeySlot.Place slot) {
        return "The ring of " + ObjectKind.KEY_SLOT.describe(ObjectNames.keySlot(slot.id()));
    }
}
