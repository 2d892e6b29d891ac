package io.backup4j.testkit;

/** What a {@link TreeSnapshot} knows of a file besides its kind, content and link target, which always count. */
public enum TreeAspect {
    /** Numbers of owner and group. */
    OWNER,
    /** Permission bits, 0 to 07777. */
    MODE,
    /** When a file or directory was modified, to the nanosecond. */
    MODIFIED,
    /** When a symbolic link was modified; not every system can set it. */
    LINK_MODIFIED,
    /** Which names are links to one and the same file. */
    HARD_LINKS,
    /** Extended attributes of the {@code user} name space. */
    EXTENDED
}
