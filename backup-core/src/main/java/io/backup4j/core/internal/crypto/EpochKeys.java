package io.backup4j.core.internal.crypto;

import io.backup4j.core.internal.format.ObjectId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Mac;

/** The keys of one epoch: one for each purpose, derived from its master key. Safe for use by several threads. */
final class EpochKeys implements AutoCloseable {
    private static final String INFO_PREFIX = "backup4j/1/";

    private final Map<Purpose, SecretBytes> keys = new EnumMap<>(Purpose.class);

    EpochKeys(ObjectId repositoryId, byte[] masterKey) {
        byte[] root = Hkdf.extract(repositoryId.toByteArray(), masterKey);
        for (Purpose purpose : Purpose.values()) {
            byte[] info = (INFO_PREFIX + purpose.label).getBytes(StandardCharsets.UTF_8);
            keys.put(purpose, SecretBytes.owning(Hkdf.expand(root, info, KeyTree.KEY_LENGTH)));
        }
        Arrays.fill(root, (byte) 0);
    }

    Mac mac(Purpose purpose) {
        return Hkdf.mac(key(purpose));
    }

    /** Returns the bytes themselves, no copy. */
    byte[] key(Purpose purpose) {
        SecretBytes key = keys.get(purpose);
        if (key == null) {
            throw new AssertionError("Every purpose has a key: " + purpose);
        }
        return key.bytes();
    }

    @Override
    public void close() {
        keys.values().forEach(SecretBytes::close);
    }

    /** What a key is for. */
    enum Purpose {
        CHUNK_ID("chunk-id"),
        CHUNKER("chunker"),
        METADATA("metadata"),
        PACK("pack"),
        CONFIG("config"),
        EPOCH("epoch");

        private final String label;

        Purpose(String label) {
            this.label = label;
        }
    }
}
