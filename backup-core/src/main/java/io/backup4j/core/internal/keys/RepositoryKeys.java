package io.backup4j.core.internal.keys;

import io.backup4j.api.ByteString;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.Encryption;
import io.backup4j.core.KeySlotInfo;
import io.backup4j.core.internal.chunk.ChunkerParameters;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.Sha256;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A repository's config and keys, unlocked.
 *
 * <p>Safe for use by several threads; closing wipes the keys and is the last thing to be done with it.
 */
public final class RepositoryKeys implements AutoCloseable {
    private final RepositoryConfig config;
    private final byte[] configObject;
    private final MasterKeys masterKeys;
    private final KeyTree tree;
    private volatile Optional<String> openedBy;

    private RepositoryKeys(
            RepositoryConfig config,
            byte[] configObject,
            MasterKeys masterKeys,
            KeyTree tree,
            Optional<String> openedBy) {
        this.config = config;
        this.configObject = configObject;
        this.masterKeys = masterKeys;
        this.tree = tree;
        this.openedBy = openedBy;
    }

    /**
     * Draws id and keys of a new repository. When it is encrypted, a {@link #newSlot} has to be stored before {@link
     * #configObject}.
     *
     * @param encryption says whether it is encrypted
     * @param random draws the id and the master key
     */
    public static RepositoryKeys create(
            Encryption encryption, ChunkerParameters chunker, Instant now, SecureRandom random) {
        boolean encrypted = !(encryption instanceof NoKeySource);
        RepositoryConfig config = new RepositoryConfig(ObjectId.random(random), now, encrypted, chunker);
        MasterKeys masterKeys = encrypted ? MasterKeys.first(random) : MasterKeys.none();
        KeyTree tree = tree(config, masterKeys);
        return new RepositoryKeys(config, ConfigObject.write(config, tree), masterKeys, tree, Optional.empty());
    }

    /**
     * Unlocks a repository.
     *
     * @param configObject all bytes of the object {@code config}
     * @param slots gives the key slots; asked only when they are needed
     * @throws WrongKeyException when {@code encryption} does not open it, or it is not encrypted and should be
     * @throws CorruptDataException when the config is damaged or forged, or no slot can be read
     * @throws UnsupportedFormatException when it was written by a release that is too old or too new
     * @throws IOException when the slots cannot be loaded
     */
    public static RepositoryKeys open(byte[] configObject, SlotLoader slots, Encryption encryption) throws IOException {
        ConfigObject config = ConfigObject.read(configObject);
        KeySource source = (KeySource) encryption;
        requireSameEncryption(config.claim(), source);
        RepositoryKeys keys = config.claim().encrypted() ? unlock(config, slots, source) : unencrypted(config);
        try {
            config.verify(keys.tree);
            return keys;
        } catch (CorruptDataException e) {
            keys.close();
            throw e;
        }
    }

    /** Returns what is fixed. */
    public RepositoryConfig config() {
        return config;
    }

    /** Returns the id of the slot that opened the repository; none when it was created or is not encrypted. */
    public Optional<String> openedBy() {
        return openedBy;
    }

    /** Takes note of the slot that would open the repository now. */
    public void openedBy(KeySlotInfo slot) {
        openedBy = Optional.of(slot.id());
    }

    /** Returns the keys; closed with this. */
    public KeyTree tree() {
        return tree;
    }

    /** Returns all bytes of the object {@code config}, not to be changed. */
    public byte[] configObject() {
        return configObject;
    }

    /**
     * Makes another key slot.
     *
     * @param encryption what shall open it
     * @param label what to call it, may be empty
     * @throws IllegalArgumentException when {@code encryption} is {@link Encryption#none()}
     * @throws IllegalStateException when the repository is not encrypted
     * @throws WrongKeyException when the key file cannot be read or the key provider fails
     */
    public NewKeySlot newSlot(Encryption encryption, String label, Instant now, SecureRandom random) {
        requireEncrypted();
        KeySlot.Place place = new KeySlot.Place(config.repositoryId(), ObjectId.random(random), masterKeys.epoch());
        WrappedKey key = ((KeySource) encryption).wrap(masterKeys.newest(), place.context(), random);
        ByteString ring = place.epoch() == 0
                ? ByteString.empty()
                : Ring.seal(place, masterKeys, ByteString.of(configSha256(configObject)), random);
        KeySlot slot = new KeySlot(place, now, label, key, ring);
        return new NewKeySlot(slot.info(), slot.name(), slot.toObject());
    }

    /** Returns whether a slot is of the newest epoch and was made by who has its key. */
    boolean made(KeySlot slot) {
        return config.encrypted() && slot.epoch() == masterKeys.epoch() && slot.isOf(masterKeys.newest());
    }

    /**
     * Draws the keys of a further epoch. It begins when its {@link #epochObject} is stored, after a {@link #newSlot} for everybody who is to go on.
     *
     * @return the keys of all epochs, to be closed by the caller
     * @throws IllegalStateException when the repository is not encrypted
     */
    public RepositoryKeys next(int epoch, SecureRandom random) {
        requireEncrypted();
        MasterKeys next = masterKeys.next(epoch, random);
        return new RepositoryKeys(config, configObject, next, next.tree(config.repositoryId()), openedBy);
    }

    /** Goes on with the newest epoch of {@code next}, which stays the caller's. */
    public void advance(RepositoryKeys next) {
        masterKeys.addNewestOf(next.masterKeys);
        tree.add(next.masterKeys.epoch(), next.masterKeys.newest());
    }

    /** Returns all bytes of the object that says that an epoch has begun, or that its number is void when its keys are not among these. */
    public byte[] epochObject(int epoch, Instant now, SecureRandom random) {
        return EpochMark.write(epoch, tree, now, random);
    }

    /** Returns what the object of an epoch says that is the newest or was to be the next; nothing when nobody who can be believed has written it. */
    public Optional<EpochMark> readEpoch(int epoch, byte[] object) {
        return EpochMark.read(epoch, tree, object);
    }

    /** Returns whether the object says that an epoch began with these keys. */
    public boolean hasBegun(int epoch, byte[] object) {
        return readEpoch(epoch, object).filter(mark -> mark.isOf(epoch, tree)).isPresent();
    }

    /**
     * Makes sure that there are keys that can be changed.
     *
     * @throws IllegalStateException when the repository is not encrypted
     */
    public void requireEncrypted() {
        if (!config.encrypted()) {
            throw new IllegalStateException("Repository " + config.repositoryId()
                    + " is not encrypted, a key would protect nothing. Copy it into an encrypted one");
        }
    }

    /** Wipes all keys. Calling it again does nothing. */
    @Override
    public void close() {
        tree.close();
        masterKeys.close();
    }

    /** Says which repository, nothing about the keys. */
    @Override
    public String toString() {
        return "RepositoryKeys of repository " + config.repositoryId();
    }

    private static RepositoryKeys unlock(ConfigObject config, SlotLoader slots, KeySource source) throws IOException {
        RepositoryConfig claim = config.claim();
        KeySlots.Opened opened = new KeySlots(claim.repositoryId(), slots.load()).open(source);
        if (opened.ring().isPresent()) {
            requireSame(config, opened.ring().get(), opened);
        }
        KeyTree tree = opened.keys().tree(claim.repositoryId());
        return new RepositoryKeys(
                claim,
                config.object(),
                opened.keys(),
                tree,
                Optional.of(opened.slot().id()));
    }

    /** The key that authenticates the config may be in wrong hands since before the keys were rotated. */
    private static void requireSame(ConfigObject config, Ring ring, KeySlots.Opened opened) {
        if (!MessageDigest.isEqual(ring.configSha256().toByteArray(), configSha256(config.object()))) {
            opened.close();
            throw new CorruptDataException("Config config is damaged: it is not the one that there was when the keys"
                    + " were rotated. Somebody who had an old key replaced it; take it from a copy of the store");
        }
    }

    private static byte[] configSha256(byte[] configObject) {
        return Sha256.newDigest().digest(configObject);
    }

    private static RepositoryKeys unencrypted(ConfigObject config) {
        MasterKeys none = MasterKeys.none();
        return new RepositoryKeys(config.claim(), config.object(), none, tree(config.claim(), none), Optional.empty());
    }

    private static KeyTree tree(RepositoryConfig config, MasterKeys masterKeys) {
        return config.encrypted() ? masterKeys.tree(config.repositoryId()) : KeyTree.unencrypted(config.repositoryId());
    }

    /** Otherwise whoever can write to a store could swap in a repository of his own that everybody can read. */
    private static void requireSameEncryption(RepositoryConfig claim, KeySource source) {
        boolean keyGiven = !(source instanceof NoKeySource);
        if (claim.encrypted() && !keyGiven) {
            throw new WrongKeyException("Repository " + claim.repositoryId()
                    + " is encrypted. Give its password, key file or key provider");
        }
        if (!claim.encrypted() && keyGiven) {
            throw new WrongKeyException("Repository " + claim.repositoryId() + " is not encrypted, but "
                    + source.describe() + " was given. Open it with Encryption.none() only if it never was encrypted:"
                    + " otherwise its config has been replaced");
        }
    }

    /** Gives the key slots of a store. */
    @FunctionalInterface
    public interface SlotLoader {
        /**
         * Returns all objects below {@code keys/}: name and bytes.
         *
         * @throws IOException when the store cannot be read
         */
        Map<String, byte[]> load() throws IOException;
    }
}
