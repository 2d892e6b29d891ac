package io.backup4j.core.internal.keys;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.Encryption;
import io.backup4j.core.internal.chunk.ChunkerParameters;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.SecretBytes;
import io.backup4j.core.internal.format.ObjectId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A repository's config and keys, unlocked.
 *
 * <p>Safe for use by several threads; closing wipes the keys and is the last thing to be done with it.
 */
public final class RepositoryKeys implements AutoCloseable {
    private final RepositoryConfig config;
    private final SecretBytes masterKey;
    private final KeyTree tree;
    private final @Nullable String openedBy;

    private RepositoryKeys(RepositoryConfig config, SecretBytes masterKey, KeyTree tree, @Nullable String openedBy) {
        this.config = config;
        this.openedBy = openedBy;
        this.masterKey = masterKey;
        this.tree = tree;
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
        return encrypted ? unlocked(config, SecretBytes.random(KeyTree.KEY_LENGTH, random), null) : unencrypted(config);
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
        RepositoryKeys keys =
                config.claim().encrypted() ? unlock(config.claim(), slots, source) : unencrypted(config.claim());
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
        return Optional.ofNullable(openedBy);
    }

    /** Returns the keys; closed with this. */
    public KeyTree tree() {
        return tree;
    }

    /** Returns all bytes of the object {@code config}. */
    public byte[] configObject() {
        return ConfigObject.write(config, tree);
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
        if (!config.encrypted()) {
            throw new IllegalStateException("Repository " + config.repositoryId()
                    + " is not encrypted, a key would protect nothing. Copy it into an encrypted one");
        }
        ObjectId id = ObjectId.random(random);
        byte[] context = KeySlot.context(config.repositoryId(), id);
        WrappedKey key = ((KeySource) encryption).wrap(masterKey, context, random);
        KeySlot slot = new KeySlot(config.repositoryId(), id, now, label, key);
        return new NewKeySlot(slot.info(), slot.name(), slot.toObject());
    }

    /** Wipes all keys. Calling it again does nothing. */
    @Override
    public void close() {
        tree.close();
        masterKey.close();
    }

    /** Says which repository, nothing about the keys. */
    @Override
    public String toString() {
        return "RepositoryKeys of repository " + config.repositoryId();
    }

    private static RepositoryKeys unlock(RepositoryConfig config, SlotLoader slots, KeySource source)
            throws IOException {
        KeySlots.Opened opened = new KeySlots(config.repositoryId(), slots.load()).open(source);
        return unlocked(config, opened.masterKey(), opened.id());
    }

    private static RepositoryKeys unlocked(RepositoryConfig config, SecretBytes masterKey, @Nullable String openedBy) {
        return new RepositoryKeys(config, masterKey, KeyTree.of(config.repositoryId(), masterKey), openedBy);
    }

    private static RepositoryKeys unencrypted(RepositoryConfig config) {
        SecretBytes nothing = SecretBytes.owning(new byte[0]);
        return new RepositoryKeys(config, nothing, KeyTree.unencrypted(config.repositoryId()), null);
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
