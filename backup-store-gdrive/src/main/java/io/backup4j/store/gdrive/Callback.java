package io.backup4j.store.gdrive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where the browser comes back to: a port of this machine that nobody else can reach. */
final class Callback implements AutoCloseable {
    private final HttpServer server;
    private final String state;
    private final BlockingQueue<Map<String, String>> answers = new ArrayBlockingQueue<>(1);

    private Callback(HttpServer server, String state) {
        this.server = server;
        this.state = state;
    }

    /** Begins to listen for who knows {@code state}. */
    static Callback listen(String state) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Callback callback = new Callback(server, state);
        server.createContext("/", callback::handle);
        server.start();
        return callback;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/signed-in");
    }

    String awaitCode(Duration patience) throws IOException {
        try {
            Map<String, String> answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw new IOException("Nobody has signed in to Google in " + patience);
            }
            if (!answer.containsKey("code")) {
                throw new IOException("Google did not sign in: " + answer.getOrDefault("error", "it gave no code"));
            }
            return answer.get("code");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for somebody to sign in to Google");
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI());
        boolean meant = exchange.getRequestURI().getPath().equals("/signed-in") && state.equals(query.get("state"));
        byte[] text = (meant ? "You can close this window now." : "Nothing is expected here.")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(meant ? 200 : 404, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
        if (meant) {
            answers.offer(query);
        }
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> values = new HashMap<>();
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            values.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return values;
    }
}
