package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program, run inside this process with a repository in a directory of its own that a key file opens. */
final class Program {
    final Path place;
    final StopSignal stop = new StopSignal();
    private final Map<String, String> environment = new HashMap<>();
    private TypingPerson person = TypingPerson.absent();
    private String typed = "";

    private Program(Path place) {
        this.place = place;
        set("BACKUP_REPO", repository().toString());
    }

    /** Returns the program with a repository that does not exist yet, and no key. */
    static Program without(Path place) {
        return new Program(place);
    }

    /** Returns the program with an empty repository. */
    static Program in(Path place) {
        Program program = new Program(place);
        String key = place.resolve("key").toString();
        program.set("BACKUP_KEY_FILE", key);
        program.done("key", "generate", key);
        program.done("init");
        return program;
    }

    /** Returns what the command line is described from, for who only looks at the description. */
    static BackupCommand described() {
        return new BackupCommand(
                Surroundings.ofProcess(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    /** Returns who finds passwords with one variable set, or with none. */
    static Logins logins(String... variable) {
        return new Logins(
                new Surroundings(
                        variable.length == 0 ? Map.of() : Map.of(variable[0], variable[1]),
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        TypingPerson.absent(),
                        new StopSignal()),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    /** What a run has said and how it ended. */
    record Result(int code, String out, String err) {
        Result ends(int expected) {
            assertThat(code).as("exit code; standard error: %s", err).isEqualTo(expected);
            return this;
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    Path repository() {
        return place.resolve("repository");
    }

    /** Sets a variable; null removes it. */
    Program set(String name, String value) {
        environment.compute(name, (n, old) -> value);
        return this;
    }

    /** Lets a person sit at the terminal who types {@code secrets} where a password is asked and {@code lines} elsewhere. */
    Program typing(String lines, String... secrets) {
        person = TypingPerson.present(secrets);
        typed = lines;
        return this;
    }

    Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return run(out, arguments);
    }

    /** Runs and expects success. */
    Result done(String... arguments) {
        return run(arguments).ends(ExitCodes.DONE);
    }

    /** Runs with {@code --json}, expects success and returns the document. */
    JsonNode json(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        return done(all).json();
    }

    /** Runs with another standard output, whose content the result does not have unless it is a byte array. */
    Result run(OutputStream out, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                arguments,
                new Surroundings(
                        environment,
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        out,
                        err,
                        person,
                        stop));
        String printed = out instanceof ByteArrayOutputStream bytes ? bytes.toString(StandardCharsets.UTF_8) : "";
        return new Result(code, printed, err.toString(StandardCharsets.UTF_8));
    }

    /** Makes a file below the directory of this test, with the directories above it. */
    Path file(String path, String content) {
        Path file = place.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Makes a tree of two files and a directory, and returns its path. */
    String tree() {
        file("tree/a.txt", "alpha");
        file("tree/sub/b.txt", "beta, a little longer");
        return place.resolve("tree").toString();
    }

    /** Backs up a {@link #tree()} and returns the id of the point. */
    String backedUp() {
        return json("create", tree()).get("point").get("id").asString();
    }
}
