package io.backup4j.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One command line.
 *
 * @param arguments the program and its arguments
 * @param environment what is added to this process's own environment
 * @param directory where it is run
 */
record Command(List<String> arguments, Map<String, String> environment, Path directory) {
    Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** The same command, run by another program that stands before it. */
    Command after(List<String> prefix) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(arguments);
        return new Command(all, environment, directory);
    }

    /** The command as one would type it. */
    String display() {
        StringBuilder line =
                new StringBuilder("cd ").append(quote(directory.toString())).append(" &&");
        new TreeMap<>(environment)
                .forEach((name, value) ->
                        line.append(' ').append(name).append('=').append(quote(value)));
        arguments.forEach(argument -> line.append(' ').append(quote(argument)));
        return line.toString();
    }

    private static String quote(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
