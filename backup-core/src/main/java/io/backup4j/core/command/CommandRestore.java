package io.backup4j.core.command;

import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestoreSession;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program that reads what is restored. One thread at a time. */
final class CommandRestore implements RestoreSession {
    private final String name;
    private final RunningProgram program;
    private @Nullable EntryPath taken;
    private boolean isComplete;
    private @Nullable Exception failure;

    CommandRestore(String name, RunningProgram program) {
        this.name = name;
        this.program = program;
    }

    @Override
    public void restore(Entry entry, EntryContent content) throws IOException {
        if (entry.kind() == EntryKind.DIRECTORY) {
            return;
        }
        if (taken != null || entry.kind() != EntryKind.FILE) {
            throw new IOException(
                    "The program '" + name + "' takes one file, so it does not get '" + entry.path() + "'");
        }
        taken = entry.path();
        try {
            feed(content);
            isComplete = true;
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        } finally {
            if (!isComplete) {
                // An end of input would look to it as if this were all.
                program.close();
            }
        }
    }

    private void feed(EntryContent content) throws IOException {
        Pipe pipe = new Pipe(program.input());
        try {
            content.writeTo(pipe::write);
            pipe.end();
        } catch (IOException e) {
            if (pipe.isBroken) {
                // It has ended by itself; its own words say more than a broken pipe.
                program.awaitSuccess();
                throw new IOException("The program '" + name + "' ended before it had read everything", e);
            }
            throw e;
        }
    }

    @Override
    public List<EntryIssue> finish() throws IOException {
        if (!isComplete) {
            String why = failure == null ? "" : ": " + failure.getMessage();
            throw new IOException(
                    "The program '" + name + "' did not get its whole input and was stopped" + why, failure);
        }
        program.awaitSuccess();
        return List.of();
    }

    @Override
    public void close() {
        program.close();
    }

    /** Tells a program that does not read from content that cannot be read. */
    private static final class Pipe {
        private final OutputStream out;
        boolean isBroken;

        Pipe(OutputStream out) {
            this.out = out;
        }

        void write(byte[] buffer, int offset, int length) throws IOException {
            isBroken = true;
            out.write(buffer, offset, length);
            isBroken = false;
        }

        void end() throws IOException {
            isBroken = true;
            out.close();
            isBroken = false;
        }
    }
}
