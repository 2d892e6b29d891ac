package io.backup4j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** A person at a terminal, or none. */
final class TypingPerson implements Terminal {
    private final boolean present;
    private final Deque<String> secrets;

    private TypingPerson(boolean present, List<String> secrets) {
        this.present = present;
        this.secrets = new ArrayDeque<>(secrets);
    }

    static TypingPerson absent() {
        return new TypingPerson(false, List.of());
    }

    static TypingPerson present(String... secrets) {
        return new TypingPerson(true, Arrays.asList(secrets));
    }

    @Override
    public boolean hasInput() {
        return present;
    }

    @Override
    public boolean hasOutput() {
        return present;
    }

    @Override
    public boolean hasError() {
        return present;
    }

    @Override
    public char[] readSecret(String prompt, PrintStream err) throws IOException {
        err.println(prompt);
        if (secrets.isEmpty()) {
            throw new IOException("Nothing more is typed");
        }
        return secrets.remove().toCharArray();
    }
}
