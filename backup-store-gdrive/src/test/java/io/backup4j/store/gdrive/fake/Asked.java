package io.backup4j.store.gdrive.fake;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import io.backup4j.api.ByteString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** A request, taken apart. */
record Asked(String method, String path, Map<String, String> parameters, HttpExchange exchange, ByteString body) {
    private static final Set<String> COMMON =
            Set.of("alt", "fields", "key", "prettyPrint", "quotaUser", "supportsAllDrives", "uploadType", "upload_id");

    static Asked of(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length != null && sent.length < Long.parseLong(length)) {
            throw new IOException("The request is cut off");
        }
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        byte[] body = zipped ? new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes() : sent;
        String override = exchange.getRequestHeaders().getFirst("X-HTTP-Method-Override");
        return new Asked(
                override == null ? exchange.getRequestMethod() : override,
                exchange.getRequestURI().getPath(),
                parameters(exchange.getRequestURI().getRawQuery()),
                exchange,
                ByteString.of(body));
    }

    /** Drive refuses parameters that it does not know. */
    void allow(String... names) {
        Set<String> more = Set.of(names);
        for (String name : parameters.keySet()) {
            if (!COMMON.contains(name) && !more.contains(name)) {
                throw Refused.badRequest("Unknown parameter " + name);
            }
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    boolean flag(String name) {
        return parameter(name).equals("true");
    }

    JsonObject json() {
        if (!header("Content-Type").orElse("").startsWith("application/json")) {
            throw Refused.badRequest("Content type " + header("Content-Type") + " instead of application/json");
        }
        return parse(body.toUtf8());
    }

    static JsonObject parse(String text) {
        try {
            return JsonParser.parseString(text).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new Refused(400, "parseError", "Parse Error");
        }
    }

    /** For tests that look what was asked: {@code GET files?q}. */
    String line() {
        return method + " " + path.replaceFirst("^/drive/v3/", "").replaceFirst("^/(upload|download)/drive/v3/", "$1 ");
    }

    static Map<String, String> parameters(String query) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            values.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), value);
        }
        return values;
    }
}
