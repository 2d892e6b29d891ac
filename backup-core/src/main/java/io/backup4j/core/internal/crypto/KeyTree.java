package io.backup4j.core.internal.crypto;

import io.backup4j.core.internal.format.BigEndian;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * All keys of a repository, derived from its master key: one for each purpose, and from those one for each object.
 *
 * <p>Safe for use by several threads; closing wipes the keys and is the last thing to be done with it.
 */
public final class KeyTree implements AutoCloseable {
    /** Bytes of the master key and of every key derived from it. */
    public static final int KEY_LENGTH = 32;

    private static final String INFO_PREFIX = "backup4j/1/";
    private static final int CHUNKER_TABLE_LENGTH = 256;

    private final ObjectId repositoryId;
    private final boolean encrypted;
    private final Map<Purpose, SecretBytes> keys = new EnumMap<>(Purpose.class);

    private KeyTree(ObjectId repositoryId, byte[] masterKey, boolean encrypted) {
        this.repositoryId = repositoryId;
        this.encrypted = encrypted;
        byte[] root = Hkdf.extract(repositoryId.toByteArray(), masterKey);
        for (Purpose purpose : Purpose.values()) {
            byte[] info = (INFO_PREFIX + purpose.label).getBytes(StandardCharsets.UTF_8);
            keys.put(purpose, SecretBytes.owning(Hkdf.expand(root, info, KEY_LENGTH)));
        }
        Arrays.fill(root, (byte) 0);
    }

    /**
     * Derives the keys of an encrypted repository.
     *
     * @param masterKey 32 bytes, not needed afterwards; stays the caller's to close
     * @throws IllegalArgumentException when it has another length
     */
    public static KeyTree of(ObjectId repositoryId, SecretBytes masterKey) {
        if (masterKey.length() != KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "A master key has " + KEY_LENGTH + " bytes, this one " + masterKey.length());
        }
        return new KeyTree(repositoryId, masterKey.bytes(), true);
    }

    /** Derives the keys, known to everybody, of a repository that is not encrypted. */
    public static KeyTree unencrypted(ObjectId repositoryId) {
        return new KeyTree(repositoryId, new byte[KEY_LENGTH], false);
    }

    /** Returns the repository the keys belong to. */
    public ObjectId repositoryId() {
        return repositoryId;
    }

    /** Returns whether what is sealed is also encrypted. */
    public boolean isEncrypted() {
        return encrypted;
    }

    /** Returns a new HMAC-SHA-256 for chunk ids; empty when a chunk id is the plain SHA-256. */
    public Optional<Mac> chunkIdMac() {
        return encrypted ? Optional.of(mac(Purpose.CHUNK_ID)) : Optional.empty();
    }

    /** Returns the 256 numbers by which content is cut. */
    public long[] chunkerTable() {
        Mac mac = mac(Purpose.CHUNKER);
        long[] table = new long[CHUNKER_TABLE_LENGTH];
        Arrays.setAll(table, index -> BigEndian.getLong(mac.doFinal(new byte[] {(byte) index}), 0));
        return table;
    }

    /** Returns the 32 bytes that authenticate a config whose bytes before them are given. */
    public byte[] configMac(byte[] bytes, int offset, int length) {
        Mac mac = mac(Purpose.CONFIG);
        mac.update(bytes, offset, length);
        return mac.doFinal();
    }

    /**
     * Makes the seal of one object.
     *
     * @param kind decides from which key the object's key is derived
     * @param name the object's name, bound into every record
     * @param salt drawn anew for every object that is written; read from the object that is opened
     * @param ciphers of the thread that will use the seal
     */
    public ObjectSeal seal(ObjectKind kind, String name, ObjectId salt, Ciphers ciphers) {
        String what = kind.describe(name);
        return encrypted
                ? new GcmSeal(what, objectKey(kind, name, salt), associatedData(name), ciphers)
                : new PlainSeal(what);
    }

    /** Wipes all keys. Calling it again does nothing. */
    @Override
    public void close() {
        keys.values().forEach(SecretBytes::close);
    }

    /** Says which repository, nothing about the keys. */
    @Override
    public String toString() {
        return "KeyTree of repository " + repositoryId;
    }

    private SecretKeySpec objectKey(ObjectKind kind, String name, ObjectId salt) {
        ByteWriter info = new ByteWriter(128);
        salt.writeTo(info);
        info.raw(name.getBytes(StandardCharsets.UTF_8));
        Purpose purpose = kind == ObjectKind.PACK ? Purpose.PACK : Purpose.METADATA;
        byte[] key = Hkdf.expand(keyOf(purpose), info.toByteArray(), KEY_LENGTH);
        try {
            return new SecretKeySpec(key, "AES");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] associatedData(String name) {
        ByteWriter data = new ByteWriter(128);
        repositoryId.writeTo(data);
        return data.raw(name.getBytes(StandardCharsets.UTF_8)).toByteArray();
    }

    private Mac mac(Purpose purpose) {
        return Hkdf.mac(keyOf(purpose));
    }

    private byte[] keyOf(Purpose purpose) {
        SecretBytes key = keys.get(purpose);
        if (key == null) {
            throw new AssertionError("Every purpose has a key: " + purpose);
        }
        return key.bytes();
    }

    private enum Purpose {
        CHUNK_ID("chunk-id"),
        CHUNKER("chunker"),
        METADATA("metadata"),
        PACK("pack"),
        CONFIG("config");

        private final String label;

        Purpose(String label) {
            this.label = label;
        }
    }
}
