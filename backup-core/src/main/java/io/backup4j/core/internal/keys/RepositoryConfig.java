package io.backup4j.core.internal.keys;

import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.chunk.ChunkerParameters;
import io.backup4j.core.internal.format.ObjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is fixed when a repository is created.
 *
 * @param repositoryId its id
 * @param createdAt when
 * @param encrypted whether its content is encrypted
 * @param chunker how content is cut
 */
public record RepositoryConfig(ObjectId repositoryId, Instant createdAt, boolean encrypted, ChunkerParameters chunker) {
    /**
     * Returns the repository id that the bytes of a config claim, which needs no key and proves nothing; none when they are damaged.
     *
     * @throws UnsupportedFormatException when they are whole and of another format
     */
    public static Optional<ObjectId> claimedId(byte[] object) {
        return ConfigObject.claimedId(object);
    }
}
