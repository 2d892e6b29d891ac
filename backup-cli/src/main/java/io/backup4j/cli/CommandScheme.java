package io.backup4j.cli;

import io.backup4j.core.command.CommandSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The output of a program: {@code command:[NAME=]PROGRAM ARGUMENTS}, split by {@link Words}. */
final class CommandScheme implements SourceUrls.Scheme {
    private static final Pattern NAMED = Pattern.compile("([\\p{L}\\p{N}][\\p{L}\\p{N}._-]*)=(.*)", Pattern.DOTALL);

    @Override
    public boolean isCalled(String scheme) {
        return scheme.equals("command");
    }

    @Override
    public String form() {
        return "command:NAME=PROGRAM ARGUMENTS";
    }

    @Override
    public SourceUrls.Found find(String rest, TreeOptions options, Logins logins, Consumer<String> remarks) {
        Matcher named = NAMED.matcher(rest);
        boolean isNamed = named.matches();
        List<String> words = words(isNamed ? named.group(2) : rest);
        String entry = isNamed ? named.group(1) : program(words.get(0));
        return new SourceUrls.Found(entry, "command:" + rest, source(entry, words));
    }

    private static CommandSource source(String entry, List<String> words) {
        try {
            return CommandSource.of(entry, words);
        } catch (IllegalArgumentException noName) {
            throw new UsageException("No name for an entry: '" + entry + "'; write command:NAME=PROGRAM ARGUMENTS");
        }
    }

    /** Returns the words of a command, at least one. */
    static List<String> words(String command) {
        List<String> words = Words.split(command);
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new UsageException("Which program? Write command:NAME=PROGRAM ARGUMENTS");
        }
        return words;
    }

    private static String program(String word) {
        Path name = FilesScheme.path(word).getFileName();
        return name == null ? "output" : name.toString();
    }
}
