package io.backup4j.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Turns what holds a password into its characters, leaving no copy behind. */
final class Secrets {
    private static final int LONGEST = 65_536;

    private Secrets() {}

    /** Reads a password file: its first line, in UTF-8. */
    static char[] readFile(Path file) {
        byte[] bytes = readAll(file);
        try {
            int end = 0;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end > 0 && bytes[end - 1] == '\r') {
                end--;
            }
            return decode(bytes, end);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Decodes UTF-8. */
    static char[] decode(byte[] bytes, int length) {
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, length));
        char[] characters = Arrays.copyOf(text.array(), text.remaining());
        Arrays.fill(text.array(), '\0');
        return characters;
    }

    private static byte[] readAll(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(LONGEST);
        } catch (NoSuchFileException missing) {
            throw new FailureException("Password file " + file + " does not exist", missing);
        } catch (IOException unreadable) {
            throw new FailureException(
                    "Password file " + file + " cannot be read: " + Causes.reason(unreadable), unreadable);
        }
    }
}
