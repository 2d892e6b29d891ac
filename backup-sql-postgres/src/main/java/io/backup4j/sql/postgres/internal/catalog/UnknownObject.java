package io.backup4j.sql.postgres.internal.catalog;

/**
 * Something that a database holds and nobody here knows how to create.
 *
 * @param key where the catalogs have it, {@code catalog:oid}; may be empty
 * @param schema the schema that it lies in; empty when in none
 * @param title what it is and what it is called, for people
 */
public record UnknownObject(String key, String schema, String title) {}
