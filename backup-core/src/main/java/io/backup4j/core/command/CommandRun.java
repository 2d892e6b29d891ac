package io.backup4j.core.command;

import io.backup4j.api.CancelSignal;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import org.jspecify.annotations.Nullable;

/** A program whose output is being read, or that could not even be started. Safe for use by several threads. */
final class CommandRun implements Closeable {
    private final @Nullable RunningProgram program;
    private final CommandOutput output;
    private final String failure;

    private CommandRun(@Nullable RunningProgram program, InputStream output, String failure) {
        this.program = program;
        this.output = new CommandOutput(output);
        this.failure = failure;
    }

    /** Starts the program. That it cannot be started is told to whoever asks for its output or its success. */
    static CommandRun of(Command command, CancelSignal cancel) {
        try {
            RunningProgram program = command.start(Redirect.PIPE);
            cancel.onCancel(program::close);
            program.input().close();
            return new CommandRun(program, program.output(), "");
        } catch (IOException e) {
            return new CommandRun(null, InputStream.nullInputStream(), String.valueOf(e.getMessage()));
        }
    }

    InputStream output() throws IOException {
        requireStarted();
        return output;
    }

    /**
     * Waits until the output has been read and the program has ended.
     *
     * @throws IOException when it failed, was never started, or its output was not read to the end
     */
    void awaitSuccess() throws IOException {
        RunningProgram started = requireStarted();
        try {
            if (output.awaitReader() != CommandOutput.State.ENDED) {
                throw new IOException(
                        "The output of the program was not read to its end, so nobody can know whether it succeeded");
            }
        } catch (InterruptedException e) {
            throw started.interrupted();
        }
        started.awaitSuccess();
    }

    @Override
    public void close() throws IOException {
        if (program != null) {
            program.close();
        }
        output.close();
    }

    private RunningProgram requireStarted() throws IOException {
        if (program == null) {
            throw new IOException(failure);
        }
        return program;
    }
}
