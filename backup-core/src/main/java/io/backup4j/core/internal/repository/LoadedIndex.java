package io.backup4j.core.internal.repository;

import io.backup4j.api.BackupException;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.PackDirectory;
import java.util.List;
import java.util.Map;

/**
 * The index of a repository as one operation sees it: every segment, and the directories of packs that no segment lists. Packs that a
 * collection has condemned do not exist.
 *
 * @param chunks where chunks lie; only in packs that the store lists with the size that they should have
 * @param packs bytes of every pack that the store lists
 * @param expected bytes that packs should have, as segments say
 * @param orphans packs that no segment lists: left by a run that died, or of one that is going on elsewhere
 * @param problems what could not be read
 * @param collections what the store said about collections before all that was read
 */
public record LoadedIndex(
        ChunkIndex chunks,
        Map<ObjectId, Long> packs,
        Map<ObjectId, Long> expected,
        List<PackDirectory> orphans,
        List<Problem> problems,
        CollectionLog<RestorePointId, ObjectId> collections) {
    /**
     * An object that could not be read.
     *
     * @param object its name
     * @param cause why: it is damaged, or of another format
     */
    public record Problem(String object, BackupException cause) {}
}
