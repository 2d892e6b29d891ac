package io.backup4j.core.internal.repository;

import io.backup4j.core.internal.format.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sealed small objects in files of a directory, each behind its SHA-256. Whatever is wrong with it, the store still has everything:
 * it is never an error, and a file that is not as it was written counts as none. Safe for use by several threads and processes.
 */
final class ObjectCache {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectCache.class);

    private static final int DIGEST = 32;

    private final Path directory;

    ObjectCache(Path directory) {
        this.directory = directory;
    }

    boolean has(String name) {
        return Files.exists(file(name));
    }

    Optional<byte[]> get(String name) {
        try {
            byte[] file = Files.readAllBytes(file(name));
            if (file.length < DIGEST) {
                return Optional.empty();
            }
            byte[] object = Arrays.copyOfRange(file, DIGEST, file.length);
            boolean whole = Arrays.equals(digest(object), 0, DIGEST, file, 0, DIGEST);
            return whole ? Optional.of(object) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.debug("Could not read {} from the cache", name, e);
            return Optional.empty();
        }
    }

    void put(String name, byte[] object) {
        try {
            byte[] file = Arrays.copyOf(digest(object), DIGEST + object.length);
            System.arraycopy(object, 0, file, DIGEST, object.length);
            CacheFiles.replace(file(name), file);
        } catch (IOException e) {
            LOG.debug("Could not keep {} in the cache", name, e);
        }
    }

    /** Removes the objects below a prefix that are not among {@code names}, because the store has them no more. */
    void keepOnly(String prefix, Set<String> names) {
        removeUnless(file -> !file.startsWith(fileName(prefix)) || names.contains(file.replace('~', '/')));
    }

    void clear() {
        removeUnless(file -> false);
    }

    private void removeUnless(Predicate<String> stays) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!stays.test(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            LOG.debug("Could not tidy up the cache {}", directory, e);
        }
    }

    private static byte[] digest(byte[] object) {
        return Sha256.newDigest().digest(object);
    }

    private Path file(String name) {
        return directory.resolve(fileName(name));
    }

    /** No name of an object holds a tilde. */
    private static String fileName(String name) {
        return name.replace('/', '~');
    }
}
