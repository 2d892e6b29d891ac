package io.backup4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/** Asks before something is lost. Where nobody can be asked, the answer is no. */
final class Confirmation {
    private static final Set<String> YES = Set.of("y", "yes");

    private final Surroundings surroundings;
    private final PrintStream err;

    Confirmation(Surroundings surroundings, PrintStream err) {
        this.surroundings = surroundings;
        this.err = err;
    }

    /**
     * Returns when a person has agreed.
     *
     * @param deed what is going to be done, for instance {@code Delete 2 restore points}
     * @throws FailureException when the person says no, or there is none
     */
    void require(String deed) {
        if (!surroundings.terminal().hasInput()) {
            throw new FailureException(
                    deed + "? Nobody can be asked here: repeat the command with --force if that is meant");
        }
        err.print(deed + "? [y/N] ");
        err.flush();
        if (!YES.contains(answer().strip().toLowerCase(Locale.ROOT))) {
            throw new FailureException("Nothing has been done");
        }
    }

    private String answer() {
        InputStream in = surroundings.in();
        StringBuilder line = new StringBuilder();
        try {
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                line.append((char) c);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return line.toString();
    }
}
