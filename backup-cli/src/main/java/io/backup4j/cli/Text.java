package io.backup4j.cli;

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

    /** Returns a path for people; the root of a component is {@code .}. */
    static String path(EntryPath path) {
        return path.isRoot() ? "." : printable(path.toString());
    }

    /** Returns the name of a constant as it stands in text and JSON: {@code PRE_RESTORE} is {@code pre-restore}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
