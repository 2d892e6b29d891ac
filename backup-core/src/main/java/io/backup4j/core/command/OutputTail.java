package io.backup4j.core.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Reads a stream to its end, on a thread of its own, and keeps the last of it. Safe for use by several threads. */
final class OutputTail {
    /** Enough for the last words of a program. */
    static final int BYTES = 4_096;

    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(2);

    private final byte[] ring = new byte[BYTES];
    private long written;
    private final Thread thread;

    OutputTail(InputStream stream, String name) {
        thread = new Thread(() -> drain(stream), "backup4j-stderr-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Returns the tail. Waits for the end of the stream, but not for long: what the program has started may live on and
     * hold it open.
     */
    String text() throws InterruptedException {
        thread.join(PATIENCE);
        return kept();
    }

    private synchronized String kept() {
        int length = (int) Math.min(written, BYTES);
        byte[] tail = new byte[length];
        for (int i = 0; i < length; i++) {
            tail[i] = ring[(int) ((written - length + i) % BYTES)];
        }
        return new String(tail, StandardCharsets.UTF_8).strip();
    }

    private void drain(InputStream stream) {
        byte[] buffer = new byte[BYTES];
        try (stream) {
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                add(buffer, length);
            }
        } catch (IOException closed) {
            // The program was stopped; what it had said is kept.
        }
    }

    private synchronized void add(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (written++ % BYTES)] = bytes[i];
        }
    }
}
