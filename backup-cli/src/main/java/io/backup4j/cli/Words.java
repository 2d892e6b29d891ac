package io.backup4j.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into words as a POSIX shell does: by blanks, with quotes and backslashes. There is no shell behind it, so what
 * only a shell understands is refused instead of handed on as it stands.
 */
final class Words {
    private static final String SHELL_ONLY = "|&;<>()$`\n";
    private static final String SHELL_ONLY_QUOTED = "$`";
    private static final String ESCAPED_IN_QUOTES = "$`\"\\";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private Words(String text) {
        this.text = text;
    }

    /**
     * Returns the words of {@code text}.
     *
     * @throws UsageException when a quote is not closed, or a shell would be needed
     */
    static List<String> split(String text) {
        Words words = new Words(text);
        while (words.at < text.length()) {
            words.next(text.charAt(words.at++));
        }
        words.endWord();
        return List.copyOf(words.words);
    }

    private void next(char c) {
        switch (c) {
            case ' ', '\t' -> endWord();
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '\\' -> add(escaped());
            default -> {
                refuse(c, SHELL_ONLY);
                add(c);
            }
        }
    }

    private void singleQuoted() {
        int end = text.indexOf('\'', at);
        if (end < 0) {
            throw notClosed('\'');
        }
        word.append(text, at, end);
        inWord = true;
        at = end + 1;
    }

    private void doubleQuoted() {
        inWord = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '\\' && at < text.length() && ESCAPED_IN_QUOTES.indexOf(text.charAt(at)) >= 0) {
                word.append(text.charAt(at++));
            } else {
                refuse(c, SHELL_ONLY_QUOTED);
                word.append(c);
            }
        }
        throw notClosed('"');
    }

    private char escaped() {
        if (at == text.length()) {
            throw new UsageException("Nothing follows the last backslash of the command");
        }
        return text.charAt(at++);
    }

    private void add(char c) {
        word.append(c);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
    }

    private void refuse(char c, String refused) {
        if (refused.indexOf(c) >= 0) {
            throw new UsageException("A command is run without a shell, so '" + Text.printable(String.valueOf(c))
                    + "' must be quoted; or run a shell: command:NAME=sh -c '...' (the exit code is then the shell's)");
        }
    }

    private UsageException notClosed(char quote) {
        return new UsageException("A " + quote + " of the command is not closed");
    }
}
