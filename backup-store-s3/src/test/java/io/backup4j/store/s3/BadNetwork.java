package io.backup4j.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between client and server, remembers every request, and lets a test decide what becomes of it: pass on, cut off, answer
 * something else. One request a connection.
 */
final class BadNetwork implements AutoCloseable {
    private final URI server;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HttpMessage> requests = new CopyOnWriteArrayList<>();
    private volatile Weather weather = Weather.FINE;
    private volatile CountDownLatch goodbye = new CountDownLatch(0);

    private BadNetwork(URI server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::listen);
    }

    static BadNetwork before(URI server) {
        try {
            return new BadNetwork(server);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What happens to a request. */
    @FunctionalInterface
    interface Weather {
        Weather FINE = (request, number, server) -> Reply.of(server.answer(request));

        /**
         * Decides.
         *
         * @param number of the request since the last {@link BadNetwork#clear}, counted from 1
         */
        Reply play(HttpMessage request, int number, Server server) throws IOException;
    }

    /** What is behind. */
    @FunctionalInterface
    interface Server {
        HttpMessage answer(HttpMessage request) throws IOException;
    }

    /** What comes back: an answer, the beginning of one, or nothing but the end of the connection. */
    record Reply(Optional<HttpMessage> answer, int bytes) {
        static Reply of(HttpMessage answer) {
            return new Reply(Optional.of(answer), answer.body().length());
        }

        static Reply half(HttpMessage answer) {
            return new Reply(Optional.of(answer), answer.body().length() / 2);
        }

        static Reply cut() {
            return new Reply(Optional.empty(), 0);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    void weather(Weather now) {
        weather = now;
    }

    /** Keeps each connection open after its answer until {@code latch} lets it go. */
    void hold(CountDownLatch latch) {
        goodbye = latch;
    }

    /** Forgets the requests so far. */
    synchronized void clear() {
        requests.clear();
    }

    List<HttpMessage> requests() {
        return List.copyOf(requests);
    }

    /** The requests in short, {@code PUT a/b}. */
    List<String> lines() {
        return requests.stream()
                .map(request -> request.method() + " " + request.target())
                .toList();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            OutputStream out = socket.getOutputStream();
            Optional<HttpMessage> request = HttpMessage.read(socket.getInputStream(), () -> goOn(out), false);
            if (request.isPresent()) {
                reply(request.get(), out);
            }
        } catch (IOException cutOff) {
            // The client gave up, which is its right.
            return;
        }
    }

    private void reply(HttpMessage request, OutputStream out) throws IOException {
        Reply reply = weather.play(request, count(request), this::ask);
        if (reply.answer.isPresent()) {
            reply.answer.get().write(out, reply.bytes);
            awaitGoodbye();
        }
    }

    private void awaitGoodbye() {
        try {
            goodbye.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int count(HttpMessage request) {
        requests.add(request);
        return requests.size();
    }

    private HttpMessage ask(HttpMessage request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            HttpMessage plain = request.withoutHeader("expect");
            plain.write(socket.getOutputStream(), plain.body().length());
            InputStream in = socket.getInputStream();
            return HttpMessage.read(in, () -> {}, request.method().equals("HEAD"))
                    .orElseThrow(() -> new IOException("The server closed the connection"));
        }
    }

    /** Sent whether or not the client waits for it; one that does not ignores it. */
    private static void goOn(OutputStream out) {
        try {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
