package io.backup4j.cli;

import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The program {@code backup}. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        CompilerDirectives.start();
        Surroundings surroundings = Surroundings.ofProcess();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(surroundings.stop()), "stop"));
        System.exit(run(arguments, surroundings));
    }

    private static void stop(StopSignal signal) {
        if (!signal.stop()) {
            System.err.println(
                    "backup: The run did not end in time and is given up; what it has begun to store is garbage, no harm");
        }
    }

    /** Runs one command and returns its exit code. */
    static int run(String[] arguments, Surroundings surroundings) {
        PrintStream err = new PrintStream(new BufferedOutputStream(surroundings.err()), true, StandardCharsets.UTF_8);
        BackupCommand command = new BackupCommand(surroundings, err);
        Failures failures = new Failures(surroundings, err, command.option);
        try {
            CommandLine line = Commands.line(command, arguments);
            int code = prepared(line, command, failures, err).execute(arguments);
            return flushed(command.session().output(), code, failures);
        } catch (Error failure) {
            return failures.failed(failure);
        } finally {
            surroundings.stop().ended();
        }
    }

    /** What was held back may be what does not fit. */
    private static int flushed(Output output, int code, Failures failures) {
        try {
            output.flush();
            return code;
        } catch (UncheckedIOException failure) {
            return code == ExitCodes.FAILED ? code : failures.failed(failure, code);
        }
    }

    private static CommandLine prepared(CommandLine line, BackupCommand command, Failures failures, PrintStream err) {
        return line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(command.session().output().writer(), true))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // "@home" is a directory, and not what a file "home" says.
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(false);
    }
}
