package io.backup4j.core.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to start a program. Its text shows no arguments and no environment, which may hold secrets.
 *
 * @param words program and arguments
 * @param environment variables on top of those of this process
 * @param directory where it runs; null means where this process does
 */
record Command(
        List<String> words,
        Map<String, String> environment,
        @Nullable Path directory) {
    Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new IllegalArgumentException("A command needs at least the name of a program");
        }
    }

    static Command of(List<String> words) {
        return new Command(words, Map.of(), null);
    }

    Command withEnvironment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Command(words, all, directory);
    }

    Command in(Path newDirectory) {
        return new Command(words, environment, newDirectory);
    }

    String program() {
        return words.get(0);
    }

    /**
     * Starts it.
     *
     * @param output where its standard output goes
     * @throws IOException when there is no such program, or it cannot be started
     */
    RunningProgram start(Redirect output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(output);
        builder.environment().putAll(environment);
        builder.directory(directory == null ? null : directory.toFile());
        try {
            return new RunningProgram(program(), builder.start());
        } catch (IOException e) {
            throw new IOException(
                    "The program '" + program() + "' could not be started; check that it is installed and may be run: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public String toString() {
        return program();
    }
}
