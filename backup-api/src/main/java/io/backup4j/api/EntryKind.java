package io.backup4j.api;

/** What an entry is. */
public enum EntryKind {
    /** Has content. */
    FILE,
    /** Holds other entries; has no content. */
    DIRECTORY,
    /** Points to a place by name; the name is its {@link Entry#link()}. */
    SYMBOLIC_LINK,
    /** A further name of a {@link #FILE} that stands earlier in the same component; its path is {@link Entry#link()}. */
    HARD_LINK
}
