package io.backup4j.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands before a server and hands on each of its answers late, as if it were far away; what follows the beginning of an
 * answer comes as fast as it can. Ends with the process.
 */
final class SlowLine {
    private static final int PIECE = 64 << 10;

    private final ServerSocket door;
    private final URI server;
    private final Duration delay;

    private SlowLine(ServerSocket door, URI server, Duration delay) {
        this.door = door;
        this.server = server;
        this.delay = delay;
    }

    /** Returns where to reach {@code server} so that each answer takes {@code delay} longer. */
    static URI to(URI server, Duration delay) throws IOException {
        ServerSocket door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        begin(new SlowLine(door, server, delay)::accept);
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Work that a connection ends. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void begin(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // Both ends see for themselves that the connection is gone.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            Socket behind = new Socket(server.getHost(), server.getPort());
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            AtomicBoolean isAsked = new AtomicBoolean();
            begin(() -> ask(client, behind, isAsked));
            begin(() -> answer(behind, client, isAsked));
        }
    }

    private static void ask(Socket client, Socket behind, AtomicBoolean isAsked) throws IOException {
        try (client;
                behind) {
            byte[] piece = new byte[PIECE];
            InputStream in = client.getInputStream();
            OutputStream out = behind.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                isAsked.set(true);
                out.write(piece, 0, length);
            }
        }
    }

    private void answer(Socket behind, Socket client, AtomicBoolean isAsked) throws IOException, InterruptedException {
        try (behind;
                client) {
            byte[] piece = new byte[PIECE];
            InputStream in = behind.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (isAsked.getAndSet(false)) {
                    Thread.sleep(delay.toMillis());
                }
                out.write(piece, 0, length);
            }
        }
    }
}
