package io.backup4j.core.internal.keys;

import io.backup4j.core.internal.chunk.ChunkerParameters;
import io.backup4j.core.internal.format.ObjectId;
import java.time.Instant;

/**
 * What is fixed when a repository is created.
 *
 * @param repositoryId its id
 * @param createdAt when
 * @param encrypted whether its content is encrypted
 * @param chunker how content is cut
 */
public record RepositoryConfig(
        ObjectId repositoryId, Instant createdAt, boolean encrypted, ChunkerParameters chunker) {}
