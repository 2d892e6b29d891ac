package io.backup4j.core.command;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a program writes, and how far somebody has come with reading it. Read by one thread, asked by others. */
final class CommandOutput extends FilterInputStream {
    /** How far the reader is. */
    enum State {
        READING,
        ENDED,
        GIVEN_UP
    }

    private final Object lock = new Object();
    private State state = State.READING;

    CommandOutput(InputStream output) {
        super(output);
    }

    /** Returns how it ended, once it has. */
    State awaitReader() throws InterruptedException {
        synchronized (lock) {
            while (state == State.READING) {
                lock.wait();
            }
            return state;
        }
    }

    @Override
    public int read() throws IOException {
        return noted(super.read());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return noted(super.read(buffer, offset, length));
    }

    @Override
    public void close() throws IOException {
        end(State.GIVEN_UP);
        super.close();
    }

    private int noted(int result) {
        if (result < 0) {
            end(State.ENDED);
        }
        return result;
    }

    private void end(State end) {
        synchronized (lock) {
            state = state == State.ENDED ? state : end;
            lock.notifyAll();
        }
    }
}
