package io.backup4j.core.command;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;

/** A program that has been started. Safe for use by several threads. */
final class RunningProgram implements Closeable {
    private final String name;
    private final Process process;
    private final OutputTail errors;

    RunningProgram(String name, Process process) {
        this.name = name;
        this.process = process;
        try {
            this.errors = new OutputTail(process.getErrorStream(), name);
        } catch (Throwable e) {
            process.destroyForcibly();
            throw e;
        }
    }

    InputStream output() {
        return process.getInputStream();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    /**
     * Waits for its end.
     *
     * @throws IOException when it failed, with what it said last
     */
    void awaitSuccess() throws IOException {
        try {
            if (process.waitFor() != 0) {
                throw new IOException(failure(errors.text()));
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private String failure(String said) {
        return "The program '" + name + "' ended with exit code " + process.exitValue()
                + (said.isEmpty() ? " and said nothing" : " and said last: " + said);
    }

    /**
     * Stops it and what it has started, at once. It goes first, since a shell takes the end of what it has started as a
     * reason to go on; its input is closed last, since the end of its input looks like the end of the content.
     */
    @Override
    public void close() {
        ProcessHandle parent = process.toHandle();
        List<ProcessHandle> started = parent.descendants().toList();
        parent.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        // Closes the streams as well.
        process.destroyForcibly();
    }

    InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("Interrupted while waiting for the program '" + name + "'");
    }
}
