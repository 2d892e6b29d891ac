package io.backup4j.store.s3;

import io.backup4j.api.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request or an answer, as far as tests need to understand it.
 *
 * @param firstLine the line of the request or of the status
 * @param headers as they came, {@code name: value}
 * @param body without the framing of the transport
 */
record HttpMessage(String firstLine, List<String> headers, ByteString body) {
    static HttpMessage answer(int status, String body, String... headers) {
        return new HttpMessage("HTTP/1.1 " + status + " Planned", List.of(headers), ByteString.utf8(body));
    }

    /** An answer of S3 that refuses. */
    static HttpMessage error(int status, String code, String... headers) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                + "</Code><Message>planned</Message></Error>";
        return answer(status, xml, headers);
    }

    String method() {
        return firstLine.substring(0, firstLine.indexOf(' '));
    }

    /** The path with the query, without the bucket. */
    String target() {
        return firstLine.split(" ", -1)[1].replaceFirst("^/[^/?]+/?", "");
    }

    int status() {
        return Integer.parseInt(firstLine.split(" ", -1)[1]);
    }

    Optional<String> header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }

    String text() {
        return body.toUtf8();
    }

    HttpMessage withBody(ByteString newBody) {
        return new HttpMessage(firstLine, headers, newBody);
    }

    HttpMessage withoutHeader(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        List<String> kept = headers.stream()
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(start))
                .toList();
        return new HttpMessage(firstLine, kept, body);
    }

    HttpMessage withHeader(String line) {
        List<String> more = new ArrayList<>(headers);
        more.add(line);
        return new HttpMessage(firstLine, more, body);
    }

    /** Returns nothing when the other side has closed the connection. */
    static Optional<HttpMessage> read(InputStream in, Runnable beforeBody, boolean isAnswerToHead) throws IOException {
        Optional<String> first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        List<String> headers = new ArrayList<>();
        for (String line = required(in); !line.isEmpty(); line = required(in)) {
            headers.add(line);
        }
        HttpMessage head = new HttpMessage(first.get(), headers, ByteString.empty());
        beforeBody.run();
        return Optional.of(isAnswerToHead ? head : head.withBody(head.readBody(in)));
    }

    /** Writes it with its length, of the body only the first bytes; in one piece, as the second of two would wait for the first to be heard of. */
    void write(OutputStream out, int bytes) throws IOException {
        HttpMessage plain = withoutHeader("transfer-encoding").withoutHeader("connection");
        boolean hasLength = plain.header("content-length").isPresent() && body.isEmpty();
        HttpMessage sent = hasLength
                ? plain
                : plain.withoutHeader("content-length").withHeader("Content-Length: " + body.length());
        StringBuilder head = new StringBuilder(firstLine).append("\r\n");
        sent.headers.forEach(line -> head.append(line).append("\r\n"));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        whole.write(body.toByteArray(), 0, bytes);
        whole.writeTo(out);
        out.flush();
    }

    private ByteString readBody(InputStream in) throws IOException {
        if (header("transfer-encoding").isPresent()) {
            return chunks(in);
        }
        if (firstLine.startsWith("HTTP/") && header("content-length").isEmpty()) {
            return ByteString.of(in.readAllBytes());
        }
        int length = header("content-length").map(Integer::parseInt).orElse(0);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The body is cut off");
        }
        return ByteString.of(bytes);
    }

    private static ByteString chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            all.write(in.readNBytes(size));
            required(in);
        }
        required(in);
        return ByteString.of(all.toByteArray());
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(required(in).split(";", 2)[0].strip(), 16);
    }

    private static String required(InputStream in) throws IOException {
        return line(in).orElseThrow(() -> new EOFException("The head is cut off"));
    }

    private static Optional<String> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return Optional.empty();
            }
            line.write(c);
        }
        return Optional.of(line.toString(StandardCharsets.ISO_8859_1).strip());
    }
}
