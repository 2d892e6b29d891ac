package io.backup4j.core.command;

import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The output of a program, which runs from when somebody begins to read it. */
final class CommandSnapshot implements SourceSnapshot {
    private final EntryPath path;
    private final Command command;
    private final SourceContext context;
    private boolean isHandedOut;
    private boolean isClosed;
    private @Nullable CommandRun run;

    CommandSnapshot(EntryPath path, Command command, SourceContext context) {
        this.path = path;
        this.command = command;
        this.context = context;
    }

    /**
     * The second call waits until the content has been read and the program has ended, and fails when that failed. When
     * nobody has begun to read, as for a plan, there is nothing to wait for.
     */
    @Override
    public @Nullable SourceEntry next() throws IOException {
        if (!isHandedOut) {
            isHandedOut = true;
            return new Output();
        }
        CommandRun begun = begun();
        if (begun != null) {
            begun.awaitSuccess();
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        CommandRun begun;
        synchronized (this) {
            isClosed = true;
            begun = run;
        }
        if (begun != null) {
            begun.close();
        }
    }

    private synchronized @Nullable CommandRun begun() {
        return run;
    }

    private synchronized CommandRun begin() throws IOException {
        if (run != null || isClosed) {
            throw new IOException("The output of a program can be read once only, and not when the source is closed");
        }
        run = CommandRun.of(command, context);
        return run;
    }

    private final class Output implements SourceEntry {
        @Override
        public Entry entry() {
            return Entry.file(path, Entry.UNKNOWN_SIZE);
        }

        @Override
        public InputStream open() throws IOException {
            return begin().output();
        }

        @Override
        public String afterRead(long bytesRead) throws IOException {
            CommandRun begun = begun();
            if (begun != null) {
                begun.awaitSuccess();
            }
            return "";
        }
    }
}
