package io.backup4j.core.internal.crypto;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.crypto.EpochKeys.Purpose;
import io.backup4j.core.internal.format.BigEndian;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * All keys of a repository, derived from its master keys: for each epoch one for each purpose, and from those one for each object.
 *
 * <p>Safe for use by several threads; closing wipes the keys and is the last thing to be done with it.
 */
public final class KeyTree implements AutoCloseable {
    /** Bytes of the master key and of every key derived from it. */
    public static final int KEY_LENGTH = 32;

    private static final int CHUNKER_TABLE_LENGTH = 256;

    private final ObjectId repositoryId;
    private final boolean encrypted;
    private final EpochKeys first;
    private final NavigableMap<Integer, EpochKeys> epochs = new ConcurrentSkipListMap<>();
    private volatile Runnable unknownEpoch = () -> {};

    private KeyTree(ObjectId repositoryId, byte[] masterKey, boolean encrypted) {
        this.repositoryId = repositoryId;
        this.encrypted = encrypted;
        this.first = new EpochKeys(repositoryId, masterKey);
        epochs.put(0, first);
    }

    /**
     * Derives the keys of an encrypted repository.
     *
     * @param masterKey that of epoch 0, 32 bytes, not needed afterwards; stays the caller's to close
     * @throws IllegalArgumentException when it has another length
     */
    public static KeyTree of(ObjectId repositoryId, SecretBytes masterKey) {
        return new KeyTree(repositoryId, requireLength(masterKey).bytes(), true);
    }

    /**
     * Adds the keys of a further epoch. What is sealed from now on is sealed in the newest.
     *
     * @param masterKey 32 bytes, not needed afterwards; stays the caller's to close
     * @throws IllegalArgumentException when it has another length
     */
    public void add(int epoch, SecretBytes masterKey) {
        epochs.put(epoch, new EpochKeys(repositoryId, requireLength(masterKey).bytes()));
    }

    private static SecretBytes requireLength(SecretBytes masterKey) {
        if (masterKey.length() != KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "A master key has " + KEY_LENGTH + " bytes, this one " + masterKey.length());
        }
        return masterKey;
    }

    /** Returns the newest epoch of which there are keys. */
    public int epoch() {
        return epochs.lastKey();
    }

    /**
     * Returns the newest epoch before {@code epoch} of which there are keys.
     *
     * @param epoch above 0
     */
    public int epochBefore(int epoch) {
        return epochs.headMap(epoch).lastKey();
    }

    /** Returns whether there are keys of an epoch. */
    public boolean knows(int epoch) {
        return epochs.containsKey(epoch);
    }

    /**
     * Says what to do before an object of an unknown epoch is called damaged.
     *
     * @param look throws when it is not damage
     */
    public void whenUnknown(Runnable look) {
        unknownEpoch = look;
    }

    /** Draws what a new object begins with. */
    public SealedHead newHead(SecureRandom random) {
        return new SealedHead(epoch(), ObjectId.random(random));
    }

    /**
     * Returns the 32 bytes that prove that somebody has the keys of an epoch.
     *
     * @throws IllegalArgumentException when there are none of that epoch
     */
    public byte[] proof(int epoch) {
        EpochKeys keys = epochs.get(epoch);
        if (keys == null) {
            throw new IllegalArgumentException("No keys of epoch " + epoch + " are known");
        }
        return keys.key(Purpose.EPOCH).clone();
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
        return encrypted ? Optional.of(first.mac(Purpose.CHUNK_ID)) : Optional.empty();
    }

    /** Returns the 256 numbers by which content is cut. */
    public long[] chunkerTable() {
        Mac mac = first.mac(Purpose.CHUNKER);
        long[] table = new long[CHUNKER_TABLE_LENGTH];
        Arrays.setAll(table, index -> BigEndian.getLong(mac.doFinal(new byte[] {(byte) index}), 0));
        return table;
    }

    /** Returns the 32 bytes that authenticate a config whose bytes before them are given. */
    public byte[] configMac(byte[] bytes, int offset, int length) {
        Mac mac = first.mac(Purpose.CONFIG);
        mac.update(bytes, offset, length);
        return mac.doFinal();
    }

    /**
     * Makes the seal of one object.
     *
     * @param kind decides from which key the object's key is derived
     * @param name the object's name, bound into every record
     * @param head drawn for an object that is written; read from the object that is opened
     * @param ciphers of the thread that will use the seal
     * @throws CorruptDataException when no keys of that epoch are known
     */
    public ObjectSeal seal(ObjectKind kind, String name, SealedHead head, Ciphers ciphers) {
        String what = kind.describe(name);
        EpochKeys keys = epochs.get(head.epoch());
        if (keys == null) {
            unknownEpoch.run();
            throw new CorruptDataException(what + " is damaged: it is sealed with keys of epoch " + head.epoch()
                    + ", and the newest that this repository has are of epoch " + epoch());
        }
        return encrypted
                ? new GcmSeal(what, objectKey(keys, kind, name, head.salt()), associatedData(name), ciphers)
                : new PlainSeal(what);
    }

    /** Wipes all keys. Calling it again does nothing. */
    @Override
    public void close() {
        epochs.values().forEach(EpochKeys::close);
    }

    /** Says which repository, nothing about the keys. */
    @Override
    public String toString() {
        return "KeyTree of repository " + repositoryId;
    }

    private static SecretKeySpec objectKey(EpochKeys keys, ObjectKind kind, String name, ObjectId salt) {
        ByteWriter info = new ByteWriter(128);
        salt.writeTo(info);
        info.raw(name.getBytes(StandardCharsets.UTF_8));
        Purpose purpose = kind == ObjectKind.PACK ? Purpose.PACK : Purpose.METADATA;
        byte[] key = Hkdf.expand(keys.key(purpose), info.toByteArray(), KEY_LENGTH);
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
}
