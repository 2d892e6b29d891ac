package io.backup4j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds passwords of databases as the programs of PostgreSQL do: in {@code PGPASSWORD}, in the password file, and then from
 * the person. Never among the arguments: every user of the machine can read those.
 */
final class Logins {
    private final Surroundings surroundings;
    private final PrintStream err;

    Logins(Surroundings surroundings, PrintStream err) {
        this.surroundings = surroundings;
        this.err = err;
    }

    /** Returns a variable that is set and not empty. */
    Optional<String> variable(String name) {
        return surroundings.variable(name);
    }

    /** Returns the password of a role, when it can be found without asking. */
    Optional<String> password(String host, int port, String database, String user) {
        Optional<String> variable = variable("PGPASSWORD");
        return variable.isPresent() ? variable : fromFile(List.of(host, String.valueOf(port), database, user));
    }

    /**
     * Asks for the password of a role.
     *
     * @throws UsageException when nobody can be asked
     */
    String ask(String what) {
        if (!surroundings.terminal().hasInput()) {
            throw new UsageException("No password for " + what + ": set PGPASSWORD, or put it into ~/.pgpass");
        }
        try {
            return new String(surroundings.terminal().readSecret("Password for " + what + ": ", err));
        } catch (IOException unreadable) {
            throw new FailureException(Causes.reason(unreadable), unreadable);
        }
    }

    private Optional<String> fromFile(List<String> wanted) {
        Optional<Path> file = variable("PGPASSFILE")
                .map(Path::of)
                .or(() -> variable("HOME").map(home -> Path.of(home, ".pgpass")))
                .filter(Files::isRegularFile);
        if (file.isEmpty() || isOpenToOthers(file.get())) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(file.get(), StandardCharsets.UTF_8).stream()
                    .map(Logins::fields)
                    .filter(fields -> fits(fields, wanted))
                    .map(fields -> fields.get(4))
                    .findFirst();
        } catch (IOException unreadable) {
            throw new FailureException(
                    "Password file " + file.get() + " cannot be read: " + Causes.reason(unreadable), unreadable);
        }
    }

    private boolean isOpenToOthers(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            boolean isOpen = permissions.stream()
                    .anyMatch(permission -> !permission.name().startsWith("OWNER_"));
            if (isOpen) {
                err.println("Password file " + file + " is not used: others may read it (chmod 600 " + file + ")");
            }
            return isOpen;
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static boolean fits(List<String> fields, List<String> wanted) {
        if (fields.size() != 5 || fields.get(0).startsWith("#")) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Parts a line at its colons; a backslash takes the meaning of what follows. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (c == ':' && fields.size() < 4) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
