package io.backup4j.core.internal.manifest;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PosixAttributes;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.manifest.ManifestEntry.PageDigests;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bytes of a manifest's items (FORMAT 10.6). */
final class EntryCodec {
    private static final int MODIFIED = 1;
    private static final int POSIX = 2;
    private static final int EXTENDED = 4;
    private static final int STAMP = 8;
    private static final int PAGES = 16;
    private static final int ALL_FLAGS = 31;
    private static final EntryKind[] KINDS = {
        EntryKind.FILE, EntryKind.DIRECTORY, EntryKind.SYMBOLIC_LINK, EntryKind.HARD_LINK
    };

    private EntryCodec() {}

    static void write(ManifestEntry item, ByteWriter out) {
        Entry entry = item.entry();
        out.bytes(entry.path().toByteArray()).u8(code(entry.kind())).u8(flags(item));
        writeAttributes(entry, out);
        if (!item.stamp().isEmpty()) {
            out.bytes(item.stamp());
        }
        ByteString link = entry.link();
        if (link != null) {
            out.bytes(link);
        }
        if (entry.kind() == EntryKind.FILE) {
            out.varint(entry.size());
            item.content().writeTo(out);
        }
        PageDigests pages = item.pages();
        if (pages != null) {
            out.varint(pages.pageSize()).varint(pages.size());
            pages.content().writeTo(out);
        }
    }

    private static int flags(ManifestEntry item) {
        Entry entry = item.entry();
        return (entry.modified() == null ? 0 : MODIFIED)
                | (entry.posix() == null ? 0 : POSIX)
                | (entry.extended().isEmpty() ? 0 : EXTENDED)
                | (item.stamp().isEmpty() ? 0 : STAMP)
                | (item.pages() == null ? 0 : PAGES);
    }

    private static void writeAttributes(Entry entry, ByteWriter out) {
        Instant modified = entry.modified();
        if (modified != null) {
            out.u64(modified.getEpochSecond()).u32(modified.getNano());
        }
        PosixAttributes posix = entry.posix();
        if (posix != null) {
            out.varint(posix.mode()).varint(posix.uid()).varint(posix.gid());
            out.text(posix.owner()).text(posix.group());
        }
        if (!entry.extended().isEmpty()) {
            out.varint(entry.extended().size());
            new TreeMap<>(entry.extended())
                    .forEach((name, value) -> out.text(name).bytes(value));
        }
    }

    static EntryPath readPath(ByteReader in) {
        byte[] path = in.bytes();
        try {
            return EntryPath.ofBytes(path);
        } catch (IllegalArgumentException e) {
            throw in.corrupt("a path that is none: " + e.getMessage());
        }
    }

    static ManifestEntry read(ByteReader in) {
        EntryPath path = readPath(in);
        EntryKind kind = kind(in);
        int flags = in.u8();
        if (flags > ALL_FLAGS || (flags & PAGES) != 0 && kind != EntryKind.FILE) {
            throw in.corrupt("entry with flags " + flags);
        }
        Instant modified = (flags & MODIFIED) == 0 ? null : readTime(in);
        PosixAttributes posix = (flags & POSIX) == 0 ? null : readPosix(in);
        Map<String, ByteString> extended = (flags & EXTENDED) == 0 ? Map.of() : readExtended(in);
        ByteString stamp = (flags & STAMP) == 0 ? ByteString.empty() : in.byteString();
        ByteString link = readLink(kind, in);
        long size = kind == EntryKind.FILE ? in.varint() : 0;
        Content content = kind == EntryKind.FILE ? Content.readFrom(in) : Content.none();
        PageDigests pages = (flags & PAGES) == 0 ? null : readPages(in);
        in.requireEnd();
        Entry entry = new Entry(path, kind, size, modified, posix, link, extended);
        return new ManifestEntry(entry, stamp, content, pages);
    }

    private static @Nullable ByteString readLink(EntryKind kind, ByteReader in) {
        return switch (kind) {
            case SYMBOLIC_LINK -> in.byteString();
            case HARD_LINK -> ByteString.of(readPath(in).toByteArray());
            case FILE, DIRECTORY -> null;
        };
    }

    private static Instant readTime(ByteReader in) {
        long seconds = in.u64();
        long nanos = in.u32();
        if (nanos > 999_999_999 || seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw in.corrupt("time of " + seconds + " s and " + nanos + " ns");
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private static PosixAttributes readPosix(ByteReader in) {
        long mode = in.varint();
        if (mode > 07777) {
            throw in.corrupt("mode " + Long.toOctalString(mode));
        }
        return new PosixAttributes((int) mode, in.varint(), in.varint(), in.text(), in.text());
    }

    private static Map<String, ByteString> readExtended(ByteReader in) {
        Map<String, ByteString> extended = new TreeMap<>();
        for (long left = in.varint(); left > 0; left--) {
            extended.put(in.text(), in.byteString());
        }
        return extended;
    }

    private static PageDigests readPages(ByteReader in) {
        return new PageDigests(in.varint(Integer.MAX_VALUE), in.varint(), Content.readFrom(in));
    }

    private static EntryKind kind(ByteReader in) {
        int code = in.u8();
        if (code >= KINDS.length) {
            throw in.corrupt("entry of unknown kind " + code);
        }
        return KINDS[code];
    }

    private static int code(EntryKind kind) {
        for (int code = 0; code < KINDS.length; code++) {
            if (KINDS[code] == kind) {
                return code;
            }
        }
        throw new IllegalStateException("No code for kind " + kind);
    }
}
