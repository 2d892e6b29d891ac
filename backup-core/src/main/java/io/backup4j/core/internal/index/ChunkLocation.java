package io.backup4j.core.internal.index;

/**
 * Where a chunk lies.
 *
 * @param block number that the {@link ChunkIndex} or {@link IndexSegment} asked has given its block, counted from 0; blocks
 *     of one pack have consecutive numbers in the order in which they lie
 * @param offset its first byte in the plain block
 * @param length bytes, at least 1
 */
public record ChunkLocation(int block, int offset, int length) {}
