package io.backup4j.cli;

import io.backup4j.api.ByteString;
import io.backup4j.api.EntryPath;
import java.util.Locale;

/** Makes text from elsewhere safe to print. */
final class Text {
    private Text() {}

    /** Returns the text with its control characters as {@code \x1b}: a name must not be able to steer the terminal. */
    static String printable(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        text.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                safe.append(String.format("\\x%02x", c));
            } else {
                safe.append((char) c);
            }
        });
        return safe.toString();
    }

    /** Returns bytes for people as they are shown in paths: UTF-8 text, or those above 7F as {@code \xe9}. */
    static String of(ByteString bytes) {
        if (isUtf8(bytes)) {
            return bytes.toUtf8();
        }
        StringBuilder text = new StringBuilder();
        for (byte b : bytes.toByteArray()) {
            text.append(b < 0 ? String.format("\\x%02x", b) : String.valueOf((char) b));
        }
        return text.toString();
    }

    /** Returns whether bytes are text. */
    static boolean isUtf8(ByteString bytes) {
        return ByteString.utf8(bytes.toUtf8()).equals(bytes);
    }

    /** Returns a path for people; the root of a component is {@code .}. */
    static String path(EntryPath path) {
        return path.isRoot() ? "." : printable(path.toString());
    }

    /** Returns the name of a constant as it stands in text and JSON: {@code PRE_RESTORE} is {@code pre-restore}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
