package io.backup4j.cli;

import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PosixAttributes;
import io.backup4j.core.StoredEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Prints entries one by one, and remembers whether there were any. */
final class EntryListing {
    private static final String BITS = "rwxrwxrwx";

    private final Output output;
    private final boolean withComponent;
    private final boolean isLong;
    private final Digests digests;
    private boolean empty = true;

    /** Whether digests of files are printed, and nothing but files. */
    enum Digests {
        NONE,
        /** For people. */
        SHOWN,
        /** For {@code sha256sum --check}. */
        EXACT
    }

    EntryListing(Output output, boolean withComponent, boolean isLong, Digests digests) {
        this.output = output;
        this.withComponent = withComponent;
        this.isLong = isLong;
        this.digests = digests;
    }

    /** Returns whether no entry has come. */
    boolean isEmpty() {
        return empty;
    }

    /** Prints a line. */
    void print(StoredEntry stored) {
        empty = false;
        if (digests != Digests.NONE && stored.entry().kind() != EntryKind.FILE) {
            return;
        }
        if (digests == Digests.EXACT) {
            output.line(ChecksumLine.of(stored, exactPlace(stored)));
            return;
        }
        String digest = digests == Digests.SHOWN
                ? String.format("%-64s  ", stored.sha256().toHex())
                : "";
        String attributes = isLong ? attributes(stored.entry()) + "  " : "";
        output.line(digest + attributes + place(stored) + (isLong ? link(stored.entry()) : ""));
    }

    /** Writes an object. */
    void write(JsonGenerator json, StoredEntry stored) {
        empty = false;
        json.writeStartObject();
        json.writeStringProperty("component", stored.component());
        Json.entry(json, stored.entry());
        if (!stored.sha256().isEmpty()) {
            json.writeStringProperty("sha256", stored.sha256().toHex());
        }
        json.writeEndObject();
    }

    private String place(StoredEntry stored) {
        String path = Text.path(stored.entry().path());
        return withComponent ? Text.printable(stored.component()) + '/' + path : path;
    }

    private byte[] exactPlace(StoredEntry stored) {
        ByteArrayOutputStream place = new ByteArrayOutputStream();
        place.writeBytes(utf8(withComponent ? stored.component() + '/' : ""));
        EntryPath path = stored.entry().path();
        place.writeBytes(path.isRoot() ? utf8(".") : path.toByteArray());
        return place.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String attributes(Entry entry) {
        PosixAttributes posix = entry.posix();
        return String.format(
                Locale.ROOT,
                "%s %-8s %-8s %14s  %-19s",
                kind(entry.kind()) + (posix == null ? "?????????" : mode(posix.mode())),
                posix == null ? "?" : name(posix.owner(), posix.uid()),
                posix == null ? "?" : name(posix.group(), posix.gid()),
                entry.size() == Entry.UNKNOWN_SIZE ? "?" : Sizes.count(entry.size()),
                entry.modified() == null ? "?" : Times.shown(entry.modified()));
    }

    private static char kind(EntryKind kind) {
        return switch (kind) {
            case FILE -> '-';
            case DIRECTORY -> 'd';
            case SYMBOLIC_LINK -> 'l';
            case HARD_LINK -> 'h';
        };
    }

    /** As ls(1) shows it: set-user-id, set-group-id and sticky bit stand in the place of the x, large when there is none. */
    private static String mode(int mode) {
        StringBuilder text = new StringBuilder(BITS);
        for (int i = 0; i < BITS.length(); i++) {
            if ((mode >> (8 - i) & 1) == 0) {
                text.setCharAt(i, '-');
            }
        }
        special(text, 2, mode & 04000, 's');
        special(text, 5, mode & 02000, 's');
        special(text, 8, mode & 01000, 't');
        return text.toString();
    }

    private static void special(StringBuilder text, int at, int bit, char letter) {
        if (bit != 0) {
            text.setCharAt(at, text.charAt(at) == 'x' ? letter : Character.toUpperCase(letter));
        }
    }

    private static String name(String name, long id) {
        return name.isEmpty() ? Long.toString(id) : Text.printable(name);
    }

    private static String link(@Nullable Entry entry) {
        return entry == null || entry.link() == null ? "" : " -> " + Text.printable(Text.of(entry.link()));
    }
}
