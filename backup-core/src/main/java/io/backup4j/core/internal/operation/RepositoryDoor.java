package io.backup4j.core.internal.operation;

import io.backup4j.api.BackupStore;
import io.backup4j.api.RepositoryExistsException;
import io.backup4j.api.RepositoryMissingException;
import io.backup4j.api.StoreException;
import io.backup4j.core.Encryption;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.internal.chunk.ChunkerParameters;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.keys.NewKeySlot;
import io.backup4j.core.internal.keys.RepositoryKeys;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.repository.RepositoryObjects;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Creates and opens repositories. */
final class RepositoryDoor {
    private RepositoryDoor() {}

    static OpenRepository create(BackupStore store, Encryption encryption, RepositoryOptions options) {
        RepositoryObjects objects = new RepositoryObjects(store);
        if (objects.read(ObjectNames.CONFIG).isPresent()) {
            throw exists(store);
        }
        requireNoRemains(objects);
        return tryCreate(objects, encryption, options).orElseThrow(() -> exists(store));
    }

    static OpenRepository open(BackupStore store, Encryption encryption, RepositoryOptions options) {
        RepositoryObjects objects = new RepositoryObjects(store);
        byte[] config = objects.read(ObjectNames.CONFIG).orElseThrow(() -> missing(objects));
        return open(objects, config, encryption, options);
    }

    static OpenRepository openOrCreate(BackupStore store, Encryption encryption, RepositoryOptions options) {
        RepositoryObjects objects = new RepositoryObjects(store);
        Optional<byte[]> config = objects.read(ObjectNames.CONFIG);
        if (config.isPresent()) {
            return open(objects, config.get(), encryption, options);
        }
        requireNoRemains(objects);
        return tryCreate(objects, encryption, options).orElseGet(() -> open(store, encryption, options));
    }

    private static OpenRepository open(
            RepositoryObjects objects, byte[] config, Encryption encryption, RepositoryOptions options) {
        try {
            RepositoryKeys keys = RepositoryKeys.open(config, objects::keySlots, encryption);
            return new OpenRepository(objects, config, keys, options);
        } catch (IOException e) {
            throw new StoreException(
                    "Could not read the key slots in " + objects.location() + ": " + e.getMessage(), e);
        }
    }

    /** The key slot comes first: whoever then creates the config has made the repository, and none is ever without a slot. */
    private static Optional<OpenRepository> tryCreate(
            RepositoryObjects objects, Encryption encryption, RepositoryOptions options) {
        Instant now = options.clock().instant();
        RepositoryKeys keys = RepositoryKeys.create(encryption, chunker(options), now, options.random());
        boolean created = false;
        try {
            Optional<NewKeySlot> slot = keys.config().encrypted()
                    ? Optional.of(keys.newSlot(encryption, "", now, options.random()))
                    : Optional.empty();
            slot.ifPresent(first -> objects.create(first.name(), first.object()));
            byte[] config = keys.configObject();
            created = objects.commit(
                    ObjectNames.CONFIG, config, "Open the repository: if that works, it has been created");
            if (!created) {
                slot.ifPresent(unused -> objects.delete(unused.name()));
            }
            slot.map(NewKeySlot::info).ifPresent(keys::openedBy);
            return created ? Optional.of(new OpenRepository(objects, config, keys, options)) : Optional.empty();
        } finally {
            if (!created) {
                keys.close();
            }
        }
    }

    private static ChunkerParameters chunker(RepositoryOptions options) {
        return switch (options.chunkSizes()) {
            case STANDARD -> ChunkerParameters.STANDARD;
            case LARGE -> new ChunkerParameters(256 << 10, 512 << 10, 4 << 20);
        };
    }

    /** A second repository over the remains of a first would make the loss of its config final. */
    private static void requireNoRemains(RepositoryObjects objects) {
        if (!objects.list(ObjectNames.POINTS).isEmpty()) {
            throw missing(objects);
        }
    }

    private static RepositoryMissingException missing(RepositoryObjects objects) {
        boolean remains = !objects.list(ObjectNames.POINTS).isEmpty();
        return new RepositoryMissingException(
                remains
                        ? objects.location()
                                + " holds restore points and no config: the config has been lost. Put back a"
                                + " copy of the object 'config'; create nothing here"
                        : "There is no repository in " + objects.location()
                                + ": create one first, or look for the right place");
    }

    private static RepositoryExistsException exists(BackupStore store) {
        return new RepositoryExistsException(
                "There already is a repository in " + store.location() + ": open it, or choose another place");
    }
}
