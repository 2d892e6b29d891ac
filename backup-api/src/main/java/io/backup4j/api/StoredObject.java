package io.backup4j.api;

/**
 * An object as a listing shows it.
 *
 * @param name its full name
 * @param size bytes
 */
public record StoredObject(String name, long size) {}
