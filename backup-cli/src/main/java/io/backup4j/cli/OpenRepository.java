package io.backup4j.cli;

import io.backup4j.api.BackupStore;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Compression;
import io.backup4j.core.Encryption;
import io.backup4j.core.RepositoryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A repository and its store, closed together.
 *
 * @param repository the repository
 * @param store where it lies
 */
record OpenRepository(BackupRepository repository, BackupStore store) implements AutoCloseable {
    private static final long MEBIBYTE = 1 << 20;

    /** How a repository comes to be opened: opened or created. */
    private interface Way {
        BackupRepository take(BackupStore store, Encryption encryption, RepositoryOptions options);
    }

    /** Opens a repository. */
    static OpenRepository open(
            Locations locations, Encryption key, Compression compression, Surroundings surroundings) {
        return take(BackupRepository::open, locations, key, compression, surroundings);
    }

    /** Creates a repository. */
    static OpenRepository create(Locations locations, Encryption key, Surroundings surroundings) {
        return take(BackupRepository::create, locations, key, Compression.zstd(), surroundings);
    }

    private static OpenRepository take(
            Way way, Locations locations, Encryption key, Compression compression, Surroundings surroundings) {
        BackupStore store = locations.open(surroundings);
        try {
            return new OpenRepository(
                    way.take(store, key, options(locations, surroundings).withCompression(compression)), store);
        } catch (RuntimeException failed) {
            close(store);
            throw failed;
        }
    }

    /** Buffers must fit into the heap that the launcher has given, beside the index and all else. */
    static RepositoryOptions options(Locations locations, Surroundings surroundings) {
        RepositoryOptions defaults = RepositoryOptions.defaults();
        long fitting = Math.max(64 * MEBIBYTE, Runtime.getRuntime().maxMemory() / 2);
        RepositoryOptions options = defaults.withMemoryCeiling(Math.min(defaults.memoryCeiling(), fitting));
        return locations.isHere() ? options : cached(options, surroundings);
    }

    /** A store that is not on this machine is worth a cache on it; where the user has no place for one, there is none. */
    private static RepositoryOptions cached(RepositoryOptions options, Surroundings surroundings) {
        return surroundings
                .variable("BACKUP_CACHE")
                .or(() -> surroundings.variable("XDG_CACHE_HOME").map(place -> place + "/backup4j"))
                .or(() -> surroundings.variable("HOME").map(place -> place + "/.cache/backup4j"))
                .map(place -> options.withCache(Path.of(place)))
                .orElse(options);
    }

    @Override
    public void close() {
        try {
            repository.close();
        } finally {
            close(store);
        }
    }

    private static void close(BackupStore store) {
        try {
            store.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
