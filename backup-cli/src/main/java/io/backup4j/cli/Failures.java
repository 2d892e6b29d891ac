package io.backup4j.cli;

import io.backup4j.api.BackupException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import tools.jackson.core.exc.JacksonIOException;

/** Turns whatever went wrong into one clear line and an exit code. */
final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    private final PrintStream err;
    private final Surroundings surroundings;
    private final OutputOption option;

    Failures(Surroundings surroundings, PrintStream err, OutputOption option) {
        this.surroundings = surroundings;
        this.err = err;
        this.option = option;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        say(String.valueOf(failure.getMessage()));
        UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        return usage(command);
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof UsageException) {
            say(String.valueOf(failure.getMessage()));
            return usage(command);
        }
        return failed(failure);
    }

    /** Says what went wrong, and returns the exit code. */
    int failed(Throwable failure) {
        return failed(failure, ExitCodes.DONE);
    }

    /**
     * Says what went wrong, and returns the exit code.
     *
     * @param done the exit code if it was only that nobody reads the result any more
     */
    int failed(Throwable failure, int done) {
        if (isBrokenPipe(failure)) {
            return done;
        }
        say(message(failure));
        if (option.debug || surroundings.variable("BACKUP_DEBUG").isPresent()) {
            failure.printStackTrace(err);
        }
        return ExitCodes.FAILED;
    }

    /** It may lie deep: who writes an archive says of which entry it was. */
    private static boolean isBrokenPipe(Throwable failure) {
        Throwable at = failure;
        while (at != null && !(at instanceof ResultStream.RefusedException)) {
            at = at.getCause();
        }
        return at instanceof ResultStream.RefusedException refused && refused.isBrokenPipe();
    }

    private int usage(CommandLine command) {
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'");
        return ExitCodes.USAGE;
    }

    private void say(String message) {
        err.println("backup: "
                + Text.printable(message.strip().replaceFirst("^Error: ", "").replaceAll("\\s*\\R\\s*", "; ")));
    }

    private static String message(Throwable failure) {
        // First, and however deep: what it happened to be needed for does not say what to do.
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof OutOfMemoryError memory) {
                return message(memory);
            }
        }
        if (failure instanceof BackupException || failure instanceof FailureException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof UncheckedIOException || failure instanceof JacksonIOException) {
            return failure.getCause() instanceof IOException cause
                    ? message(cause)
                    : String.valueOf(failure.getMessage());
        }
        if (failure instanceof FileSystemException file) {
            return file.getFile() + ": " + Causes.reason(file);
        }
        if (failure instanceof IOException io) {
            return Causes.reason(io);
        }
        return "Internal error: " + failure + " (please report it with the output of --debug)";
    }

    /** Java reports threads that the system refuses as a lack of memory. */
    private static String message(OutOfMemoryError failure) {
        return String.valueOf(failure.getMessage()).contains("native thread")
                ? "The system lets this process begin no further thread; raise its limit (ulimit -u, or pids.max of the container)"
                : "Not enough memory; give more, for instance BACKUP_JAVA_OPTIONS=-Xmx1g";
    }
}
