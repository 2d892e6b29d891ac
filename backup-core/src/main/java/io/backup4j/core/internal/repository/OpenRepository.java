package io.backup4j.core.internal.repository;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.StoredObject;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.internal.chunk.Chunker;
import io.backup4j.core.internal.compress.BlockCodec;
import io.backup4j.core.internal.crypto.Ciphers;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.SealedObjects;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.Sha256;
import io.backup4j.core.internal.keys.KeySlots;
import io.backup4j.core.internal.keys.RepositoryConfig;
import io.backup4j.core.internal.keys.RepositoryKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Provider;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What every operation on a repository needs. Safe for use by several threads. */
public final class OpenRepository implements AutoCloseable {
    private final RepositoryObjects objects;
    private final byte[] configObject;
    private final RepositoryKeys keyRing;
    private final EpochWatch epochs;
    private final RepositoryOptions options;
    private final long[] gear;
    private final BlockCodec codec;
    private final SealedObjects sealed;
    private final KnownObjects known;
    private final ObjectsAhead ahead;

    /** Takes over the keys, and closes them when it is closed. */
    public OpenRepository(
            RepositoryObjects objects, byte[] configObject, RepositoryKeys keyRing, RepositoryOptions options) {
        this.objects = objects;
        this.configObject = configObject;
        this.keyRing = keyRing;
        this.options = options;
        this.gear = keyRing.tree().chunkerTable();
        this.codec = BlockCodec.of(options.compression());
        this.known = new KnownObjects(
                options.cache() == null
                        ? null
                        : new ObjectCache(options.cache()
                                .resolve(keyRing.config().repositoryId().toHex())));
        this.ahead = new ObjectsAhead(objects);
        this.sealed = new SealedObjects(keyRing.tree(), newCiphers(), codec, options.random());
        this.epochs = new EpochWatch(objects, keyRing, options);
        keyRing.tree().whenUnknown(epochs::requireNoneBegun);
    }

    /** Returns the objects of the store. */
    public RepositoryObjects objects() {
        return objects;
    }

    /** Returns the bytes of the config as they were when the repository was opened; not to be changed. */
    public byte[] configObject() {
        return configObject;
    }

    /** Reads the key slots. */
    public KeySlots keySlots() {
        return new KeySlots(config().repositoryId(), objects.keySlots());
    }

    /** Returns what was decided when the repository was created. */
    public RepositoryConfig config() {
        return keyRing.config();
    }

    /** Returns the keys. */
    public KeyTree keys() {
        return keyRing.tree();
    }

    /**
     * Makes sure, for an operation that is going to write, that nobody has rotated the keys since the repository was opened.
     *
     * @throws io.backup4j.api.WrongKeyException when somebody has
     * @throws CorruptDataException when nobody can tell
     */
    public void requireNewestKeys() {
        if (config().encrypted()) {
            epochs.requireNewest();
        }
    }

    /** Returns what makes key slots. */
    public RepositoryKeys keyRing() {
        return keyRing;
    }

    /** Returns how the repository is worked with. */
    public RepositoryOptions options() {
        return options;
    }

    /** Returns the file for what this machine has seen of the repository in this place; nothing when there is no cache. */
    public Optional<Path> memoryFile() {
        byte[] place = Sha256.newDigest().digest(objects.location().getBytes(StandardCharsets.UTF_8));
        String name = config().repositoryId() + "-" + HexFormat.of().formatHex(place, 0, 8) + ".seen";
        return Optional.ofNullable(options.cache()).map(cache -> cache.resolve(name));
    }

    /** Returns the repository's table of 256 gear values; not to be changed. */
    public long[] gearTable() {
        return gear;
    }

    /** Makes a chunker for files and streams, for one thread. */
    public Chunker newChunker() {
        return Chunker.gear(config().chunker(), gear);
    }

    /** Makes ciphers, for one thread. */
    public Ciphers newCiphers() {
        Provider provider = options.securityProvider();
        return provider == null ? Ciphers.ofPlatform() : Ciphers.of(provider);
    }

    /** Makes an object of one sealed block: an index segment, a restore point or an annotation. */
    public byte[] seal(ObjectKind kind, String name, byte[] plain) {
        synchronized (sealed) {
            return sealed.seal(kind, name, plain);
        }
    }

    /**
     * Opens an object of one sealed block.
     *
     * @throws io.backup4j.api.CorruptDataException when it is not what was sealed for this name of this repository
     * @throws io.backup4j.api.UnsupportedFormatException when it is of an older or newer format than can be read
     */
    public byte[] unseal(ObjectKind kind, String name, byte[] object) {
        synchronized (sealed) {
            return sealed.open(kind, name, object);
        }
    }

    /**
     * Reads and opens an object of one sealed block that has just been listed; from memory when it has been read before.
     *
     * @return nothing when it is not there
     * @throws io.backup4j.api.CorruptDataException when it is not what was sealed for this name of this repository
     * @throws io.backup4j.api.UnsupportedFormatException when it is of an older or newer format than can be read
     */
    public Optional<byte[]> openListed(ObjectKind kind, String name) {
        Optional<byte[]> object = known.get(name);
        try {
            return object.isPresent() ? Optional.of(unseal(kind, name, object.get())) : openUnknown(kind, name);
        } catch (CorruptDataException | UnsupportedFormatException e) {
            return openStored(kind, name);
        }
    }

    /** Lists what is below a prefix, and keeps no other object of that prefix in mind. */
    public List<StoredObject> listKnown(String prefix) {
        List<StoredObject> listed = objects.list(prefix);
        known.keepOnly(prefix, listed);
        return listed;
    }

    /**
     * Lists what is below a prefix and wanted, like {@link #listKnown}, for whoever is going to {@link #openListed open} all of it: what is not known is
     * read now, several objects at a time, as far as there is room.
     */
    public List<StoredObject> listToOpen(String prefix, Predicate<String> isWanted) {
        List<StoredObject> listed = listKnown(prefix).stream()
                .filter(object -> isWanted.test(object.name()))
                .toList();
        ahead.read(listed.stream().filter(object -> !known.has(object.name())).toList());
        return listed;
    }

    /** Reads and opens an object like {@link #openListed}, always from the store. */
    public Optional<byte[]> openStored(ObjectKind kind, String name) {
        return open(kind, name, objects.read(name));
    }

    private Optional<byte[]> openUnknown(ObjectKind kind, String name) {
        Optional<byte[]> read = ahead.take(name);
        return read.isPresent() ? open(kind, name, read) : openStored(kind, name);
    }

    private Optional<byte[]> open(ObjectKind kind, String name, Optional<byte[]> object) {
        Optional<byte[]> plain = object.map(bytes -> unseal(kind, name, bytes));
        // Only now: what cannot be opened may be healed, and is to be looked at again.
        object.ifPresent(bytes -> known.put(name, bytes));
        return plain;
    }

    /** Sees to it that everything is read from the store again. */
    public void forgetKnown() {
        known.clear();
        ahead.clear();
    }

    /** Wipes the keys. */
    @Override
    public void close() {
        known.forgetAll();
        ahead.clear();
        // Who is sealing is waited for: a codec that is in use refuses to be closed, and nothing is sealed with half a
        // key.
        synchronized (sealed) {
            codec.close();
            keyRing.close();
        }
    }
}
