package io.backup4j.core;

import java.time.Instant;

/**
 * One of the keys that open a repository.
 *
 * @param id names the key slot: 32 lower case hexadecimal digits
 * @param kind {@code password}, {@code key-file}, {@code provider}, or what a newer release has written
 * @param label what its maker called it, may be empty
 * @param createdAt when it was made
 */
public record KeySlotInfo(String id, String kind, String label, Instant createdAt) {}
