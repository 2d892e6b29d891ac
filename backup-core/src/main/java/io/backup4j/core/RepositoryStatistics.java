package io.backup4j.core;

/**
 * Figures of a repository.
 *
 * @param points restore points
 * @param originalBytes content of all points together, as the sources gave it
 * @param uniqueBytes content after deduplication, before compression
 * @param storedBytes bytes of all objects in the store
 * @param packs packs in the store
 * @param chunks distinct chunks
 */
public record RepositoryStatistics(
        long points, long originalBytes, long uniqueBytes, long storedBytes, long packs, long chunks) {}
