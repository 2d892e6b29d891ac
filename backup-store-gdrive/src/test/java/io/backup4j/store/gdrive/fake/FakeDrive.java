package io.backup4j.store.gdrive.fake;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.backup4j.api.ByteString;
import io.backup4j.store.gdrive.fake.Weather.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Google Drive as far as a store uses it, over HTTP and in memory. Refuses what the real one would refuse: parameters and fields that
 * it does not know, malformed questions, ids that it has not given out, wrong content types, files of shared drives for clients
 * that do not say that they know them.
 */
public final class FakeDrive implements AutoCloseable {
    private static final Pattern FILE = Pattern.compile("(?:/download)?/drive/v3/files/([^/]+)");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    static {
        // Otherwise each answer waits 40 ms for the next packet.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final FakeFiles files = new FakeFiles();
    private final FakeUploads uploads = new FakeUploads(files);
    private final FakeTokens tokens = new FakeTokens();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile Weather weather = Weather.FINE;

    private FakeDrive() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts one that is empty. */
    public static FakeDrive start() {
        try {
            return new FakeDrive();
        } catch (IOException e) {
            throw new IllegalStateException("The Drive for tests did not start", e);
        }
    }

    /** Returns where it is. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns who may ask, and how tokens are given out. */
    public FakeTokens tokens() {
        return tokens;
    }

    /** Returns a way around the rules. */
    public FakeOwner owner() {
        return new FakeOwner(files, uploads);
    }

    /** Decides what becomes of requests from now on. */
    public void weather(Weather now) {
        weather = now;
    }

    /** Forgets the requests so far. */
    public synchronized void clear() {
        lines.clear();
    }

    /** Returns the requests in short: the method, and the path behind {@code /drive/v3/}. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked asked = Asked.of(exchange);
            if (asked.path().equals("/token")) {
                send(exchange, tokens.answer(asked), false);
                return;
            }
            Event event = weather.play(asked.line(), count(asked.line()));
            if (event.reason().equals("cut")) {
                if (event.after()) {
                    answer(asked);
                }
                return;
            }
            send(
                    exchange,
                    event.status() == 0 ? answer(asked) : refused(event),
                    event.reason().equals("half"));
        }
    }

    private synchronized int count(String line) {
        lines.add(line);
        return lines.size();
    }

    private static Answer refused(Event event) {
        return new Refused(event.status(), event.reason(), "planned").answer();
    }

    private static void send(HttpExchange exchange, Answer answer, boolean half) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        int length = answer.body().length();
        exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
        exchange.getResponseBody().write(answer.body().toByteArray(), 0, half ? length / 2 : length);
    }

    private Answer answer(Asked asked) {
        try {
            if (!tokens.isValid(asked.header("Authorization").orElse(""))) {
                throw new Refused(401, "authError", "Invalid Credentials");
            }
            return dispatch(asked);
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    private Answer dispatch(Asked asked) {
        Matcher file = FILE.matcher(asked.path());
        return switch (asked.method() + " " + asked.path()) {
            case "POST /upload/drive/v3/files", "PUT /upload/drive/v3/files" ->
                uploads.answer(asked, endpoint().toString());
            case "GET /drive/v3/files/generateIds" -> files.generateIds(asked);
            case "GET /drive/v3/files" -> files.list(asked);
            case "POST /drive/v3/files" -> create(asked);
            default -> {
                if (!file.matches()) {
                    throw new Refused(404, "notFound", "Not Found");
                }
                yield ofFile(asked, file.group(1));
            }
        };
    }

    private Answer create(Asked asked) {
        asked.allow();
        FakeFile created = files.create(asked.json(), ByteString.empty(), asked.flag("supportsAllDrives"));
        return Answer.json(200, created.json(asked.parameter("fields")));
    }

    private Answer ofFile(Asked asked, String id) {
        asked.allow("acknowledgeAbuse");
        boolean allDrives = asked.flag("supportsAllDrives");
        switch (asked.method()) {
            case "DELETE" -> {
                files.delete(id, allDrives);
                return Answer.empty(204, Map.of());
            }
            case "PATCH" -> {
                JsonObject changed = files.update(id, asked.json(), allDrives).json(asked.parameter("fields"));
                return Answer.json(200, changed);
            }
            case "GET" -> {
                FakeFile file = files.get(id, allDrives);
                return asked.parameter("alt").equals("media")
                        ? content(asked, file)
                        : Answer.json(200, file.json(asked.parameter("fields")));
            }
            default -> throw new Refused(405, "httpMethodNotAllowed", "Method not allowed");
        }
    }

    private static Answer content(Asked asked, FakeFile file) {
        if (file.isFolder()) {
            throw new Refused(403, "fileNotDownloadable", "Only files with binary content can be downloaded.");
        }
        byte[] all = file.content().toByteArray();
        if (asked.header("Range").isEmpty()) {
            return new Answer(200, Map.of("Content-Type", file.mimeType()), file.content());
        }
        Matcher range = RANGE.matcher(asked.header("Range").get());
        if (!range.matches()) {
            throw Refused.badRequest("Invalid range " + asked.header("Range").get());
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? all.length - 1 : Long.parseLong(range.group(2));
        if (first >= all.length || last < first) {
            throw new Refused(416, "requestedRangeNotSatisfiable", "Request range not satisfiable");
        }
        byte[] part = Arrays.copyOfRange(all, (int) first, (int) Math.min(all.length, last + 1));
        String sent = "bytes " + first + "-" + (first + part.length - 1) + "/" + all.length;
        return new Answer(206, Map.of("Content-Type", file.mimeType(), "Content-Range", sent), ByteString.of(part));
    }
}
