package io.backup4j.cli;

import io.backup4j.core.Encryption;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the key of a repository: what was said on the command line, then the environment, then the person. Keys are the caller's to close. */
final class Credentials {
    private final Surroundings surroundings;
    private final PrintStream err;

    Credentials(Surroundings surroundings, PrintStream err) {
        this.surroundings = surroundings;
        this.err = err;
    }

    /**
     * Where a key may come from. A password is never among the arguments: every user of the machine can read those.
     *
     * @param what whose key it is, for people
     * @param variables beginning of the names of the variables, for instance {@code BACKUP_}
     * @param passwordFile from the command line
     * @param keyFile from the command line
     * @param none whether the command line says that there is no key
     */
    record Origin(
            String what,
            String variables,
            @Nullable Path passwordFile,
            @Nullable Path keyFile,
            boolean none) {
        /** Checks that the command line names one key at most. */
        Origin {
            if ((passwordFile == null ? 0 : 1) + (keyFile == null ? 0 : 1) + (none ? 1 : 0) > 1) {
                throw new UsageException(
                        "Of a password file, a key file and no encryption only one can be given for the " + what);
            }
        }
    }

    /** Returns the key of something that exists. */
    Encryption existing(Origin origin) {
        Encryption given = given(origin);
        return given == null ? password(ask(origin, "Password of the " + origin.what() + ": ")) : given;
    }

    /** Returns a key that is chosen now: when typed, then twice. */
    Encryption chosen(Origin origin) {
        Encryption given = given(origin);
        return given == null ? askTwice(origin) : given;
    }

    private @Nullable Encryption given(Origin origin) {
        if (origin.none()) {
            return Encryption.none();
        }
        if (origin.keyFile() != null) {
            return Encryption.keyFile(origin.keyFile());
        }
        return origin.passwordFile() == null ? fromEnvironment(origin.variables()) : fromFile(origin.passwordFile());
    }

    private @Nullable Encryption fromEnvironment(String variables) {
        var passwordFile = surroundings.variable(variables + "PASSWORD_FILE");
        if (passwordFile.isPresent()) {
            return fromFile(Path.of(passwordFile.get()));
        }
        var password = surroundings.variable(variables + "PASSWORD");
        if (password.isPresent()) {
            return password(password.get().toCharArray());
        }
        return surroundings
                .variable(variables + "KEY_FILE")
                .map(file -> Encryption.keyFile(Path.of(file)))
                .orElse(null);
    }

    private static Encryption fromFile(Path file) {
        char[] password = Secrets.readFile(file);
        if (password.length == 0) {
            throw new FailureException(
                    "Password file " + file + " begins with an empty line: the password is its first line");
        }
        return password(password);
    }

    private Encryption askTwice(Origin origin) {
        char[] first = ask(origin, "New password of the " + origin.what() + ": ");
        char[] second = ask(origin, "The same again: ");
        boolean same = Arrays.equals(first, second);
        Arrays.fill(second, '\0');
        if (!same) {
            Arrays.fill(first, '\0');
            throw new FailureException("The two passwords are not the same; nothing has been done");
        }
        return password(first);
    }

    private char[] ask(Origin origin, String prompt) {
        if (!surroundings.terminal().hasInput()) {
            throw new UsageException("No key for the " + origin.what() + ": set " + origin.variables()
                    + "PASSWORD_FILE or " + origin.variables() + "PASSWORD, or give a password file or a key file");
        }
        try {
            char[] typed = surroundings.terminal().readSecret(prompt, err);
            if (typed.length == 0) {
                throw new FailureException("An empty password is none; nothing has been done");
            }
            return typed;
        } catch (IOException unreadable) {
            throw new FailureException(Causes.reason(unreadable), unreadable);
        }
    }

    private static Encryption password(char[] password) {
        try {
            return Encryption.password(password);
        } catch (IllegalArgumentException unusable) {
            throw new FailureException("The password cannot be used: " + unusable.getMessage(), unusable);
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
