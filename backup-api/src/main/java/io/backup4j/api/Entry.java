package io.backup4j.api;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing in a component, without its content: a file, a directory, a link, a database, a table.
 *
 * @param path its place in the component
 * @param kind what it is
 * @param size bytes of content; 0 for all but {@link EntryKind#FILE}; {@link #UNKNOWN_SIZE} when a source cannot know
 *     it before reading
 * @param modified when its content last changed, to the nanosecond; null when the source has no such time
 * @param posix owner and permissions; null when the source has none
 * @param link for {@link EntryKind#SYMBOLIC_LINK} the bytes it points to, for {@link EntryKind#HARD_LINK} the bytes of
 *     the path of the file; null for the other kinds
 * @param extended further attributes by name, for instance {@code user.mime_type}; immutable
 */
public record Entry(
        EntryPath path,
        EntryKind kind,
        long size,
        @Nullable Instant modified,
        @Nullable PosixAttributes posix,
        @Nullable ByteString link,
        Map<String, ByteString> extended) {
    /** The size of content that is known only when it has been read. */
    public static final long UNKNOWN_SIZE = -1;

    /** Checks that the fields fit the kind. */
    public Entry {
        boolean linked = kind == EntryKind.SYMBOLIC_LINK || kind == EntryKind.HARD_LINK;
        if (linked != (link != null)) {
            throw new IllegalArgumentException("A link has a link target and nothing else has one: " + path);
        }
        if (kind == EntryKind.HARD_LINK && link != null) {
            // Refuses what is no path.
            EntryPath.ofBytes(link.toByteArray());
        }
        if (size < UNKNOWN_SIZE || kind != EntryKind.FILE && size != 0) {
            throw new IllegalArgumentException("Size " + size + " of a " + kind + ": " + path);
        }
        extended = Map.copyOf(extended);
    }

    /** Returns a file without owner, permissions or time, as a database or a program gives it. */
    public static Entry file(EntryPath path, long size) {
        return new Entry(path, EntryKind.FILE, size, null, null, null, Map.of());
    }

    /** Returns this entry with another size. */
    public Entry withSize(long newSize) {
        return newSize == size ? this : new Entry(path, kind, newSize, modified, posix, link, extended);
    }

    /** Returns this entry with other extended attributes. */
    public Entry withExtended(Map<String, ByteString> newExtended) {
        return newExtended.equals(extended) ? this : new Entry(path, kind, size, modified, posix, link, newExtended);
    }

    // What the compiler makes for records goes through method handles, which cost a new process dearly.
    @Override
    public boolean equals(Object other) {
        return other instanceof Entry that
                && path.equals(that.path)
                && kind == that.kind
                && size == that.size
                && Objects.equals(modified, that.modified)
                && Objects.equals(posix, that.posix)
                && Objects.equals(link, that.link)
                && extended.equals(that.extended);
    }

    /** No two entries of a component have one path. */
    @Override
    public int hashCode() {
        return path.hashCode();
    }
}
