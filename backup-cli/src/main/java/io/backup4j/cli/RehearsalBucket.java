package io.backup4j.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** As much of the protocol of S3 as a rehearsal needs: one bucket, in memory, for one client that asks one thing at a time. */
final class RehearsalBucket implements AutoCloseable {
    private static final String BUCKET = "/rehearsal";
    private static final byte[] NOTHING = {};

    private final Map<String, Stored> objects = new TreeMap<>();
    private final HttpServer server;

    private RehearsalBucket(HttpServer server) {
        this.server = server;
    }

    static RehearsalBucket open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RehearsalBucket bucket = new RehearsalBucket(server);
        server.createContext("/", bucket::answer);
        server.start();
        return bucket;
    }

    String url() {
        return "s3:/" + BUCKET + "/p?region=us-east-1&endpoint=http://127.0.0.1:"
                + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Stored(byte[] bytes, Map<String, List<String>> metadata) {}

    private void answer(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestURI().getPath().substring(BUCKET.length());
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
        Stored object = objects.get(key);
        switch (exchange.getRequestMethod()) {
            case "PUT" -> answer(exchange, put(key, exchange) ? 200 : 412, NOTHING);
            case "HEAD" -> describe(exchange, object);
            default -> {
                if (query.contains("list-type")) {
                    answer(exchange, 200, listing(query));
                } else if (object == null) {
                    answer(exchange, 404, utf8("<Error><Code>NoSuchKey</Code></Error>"));
                } else {
                    answer(exchange, 206, range(exchange, object.bytes()));
                }
            }
        }
    }

    private boolean put(String key, HttpExchange exchange) throws IOException {
        Map<String, List<String>> metadata = new TreeMap<>(exchange.getRequestHeaders());
        metadata.keySet().removeIf(name -> !name.toLowerCase(Locale.ROOT).startsWith("x-amz-meta-"));
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        return objects.putIfAbsent(key, new Stored(bytes, metadata)) == null;
    }

    private static void describe(HttpExchange exchange, @Nullable Stored object) throws IOException {
        if (object != null) {
            exchange.getResponseHeaders().putAll(object.metadata());
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(object.bytes().length));
        }
        answer(exchange, object == null ? 404 : 200, NOTHING);
    }

    private static byte[] range(HttpExchange exchange, byte[] object) {
        String range = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Range"), "bytes=0-");
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        int from = Integer.parseInt(ends[0]);
        int to = ends[1].isEmpty() ? object.length : Math.min(object.length, Integer.parseInt(ends[1]) + 1);
        exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + object.length);
        return Arrays.copyOfRange(object, from, to);
    }

    private byte[] listing(String query) {
        String prefix = query.replaceFirst(".*prefix=([^&]*).*", "$1");
        StringBuilder contents = new StringBuilder();
        int count = 0;
        for (Map.Entry<String, Stored> object : objects.entrySet()) {
            String key = object.getKey().substring(1);
            if (key.startsWith(prefix)) {
                contents.append("<Contents><Key>").append(key).append("</Key><Size>");
                contents.append(object.getValue().bytes().length).append("</Size></Contents>");
                count++;
            }
        }
        return utf8("<ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>" + count + "</KeyCount>" + contents
                + "</ListBucketResult>");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("ETag", "\"0\"");
        if (body.length == 0) {
            exchange.sendResponseHeaders(code, -1);
        } else {
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
