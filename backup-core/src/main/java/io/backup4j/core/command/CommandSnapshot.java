package io.backup4j.core.command;

import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The output of a program that is running. */
final class CommandSnapshot implements SourceSnapshot {
    private final EntryPath path;
    private final RunningProgram program;
    private final SourceContext context;
    private final CommandOutput output;
    private boolean isHandedOut;

    CommandSnapshot(EntryPath path, RunningProgram program, SourceContext context) {
        this.path = path;
        this.program = program;
        this.context = context;
        this.output = new CommandOutput(program.output());
    }

    /** The second call waits until the content has been read and the program has ended, and fails when that failed. */
    @Override
    public @Nullable SourceEntry next() throws IOException {
        if (!isHandedOut) {
            isHandedOut = true;
            return new Output();
        }
        awaitReader();
        program.awaitSuccess(context::isCancelled);
        return null;
    }

    @Override
    public void close() throws IOException {
        program.close();
        output.close();
    }

    private void awaitReader() throws IOException {
        try {
            if (output.awaitReader() != CommandOutput.State.ENDED) {
                throw new IOException(
                        "The output of the program was not read to its end, so nobody can know whether it succeeded");
            }
        } catch (InterruptedException e) {
            throw program.interrupted();
        }
    }

    private final class Output implements SourceEntry {
        @Override
        public Entry entry() {
            return Entry.file(path, Entry.UNKNOWN_SIZE);
        }

        @Override
        public InputStream open() throws IOException {
            return output.open();
        }

        @Override
        public String afterRead(long bytesRead) throws IOException {
            program.awaitSuccess(context::isCancelled);
            return "";
        }
    }
}
