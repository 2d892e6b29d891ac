package io.backup4j.cli;

import io.backup4j.core.StoredEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A line as {@code sha256sum} writes it: names byte for byte, but for what would make two lines of one. */
final class ChecksumLine {
    private ChecksumLine() {}

    /** Returns the line of a file, without its end; {@code place} is where the file lies. */
    static byte[] of(StoredEntry stored, byte[] place) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        for (byte b : place) {
            switch (b) {
                case '\\' -> name.writeBytes(ascii("\\\\"));
                case '\n' -> name.writeBytes(ascii("\\n"));
                case '\r' -> name.writeBytes(ascii("\\r"));
                default -> name.write(b);
            }
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        // A backslash before the digest says that those of the name are to be read so.
        line.writeBytes(ascii(name.size() == place.length ? "" : "\\"));
        line.writeBytes(ascii(String.format("%-64s  ", stored.sha256().toHex())));
        line.writeBytes(name.toByteArray());
        return line.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
