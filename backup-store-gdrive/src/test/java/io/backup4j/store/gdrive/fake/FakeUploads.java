package io.backup4j.store.gdrive.fake;

import com.google.gson.JsonObject;
import io.backup4j.api.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways to bring content: in one request of two parts, and in a session of many requests. */
final class FakeUploads {
    private static final int UNIT = 256 << 10;
    private static final Pattern BOUNDARY = Pattern.compile("multipart/related;.*boundary=\"?([^\";]+)\"?.*");
    private static final Pattern CHUNK = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
    private static final Pattern QUESTION = Pattern.compile("bytes \\*/(\\d+)");

    private final FakeFiles files;
    private final Map<String, Session> sessions = new HashMap<>();
    private int mostAtOnce = Integer.MAX_VALUE;
    private long counter;

    FakeUploads(FakeFiles files) {
        this.files = files;
    }

    /** An upload that is going on. */
    private record Session(
            JsonObject metadata, boolean allDrives, String fields, long length, ByteArrayOutputStream bytes) {}

    /** Keeps no more of a chunk than this, rounded down to what Drive keeps. */
    synchronized void acceptAtMost(int bytes) {
        mostAtOnce = bytes / UNIT * UNIT;
    }

    synchronized void forgetSessions() {
        sessions.clear();
    }

    synchronized Answer answer(Asked asked, String endpoint) {
        asked.allow();
        return switch (asked.parameter("uploadType")) {
            case "multipart" -> multipart(asked);
            case "resumable" -> asked.parameter("upload_id").isEmpty() ? begin(asked, endpoint) : goOn(asked);
            default -> throw Refused.badRequest("Unknown uploadType " + asked.parameter("uploadType"));
        };
    }

    private Answer multipart(Asked asked) {
        Matcher type = BOUNDARY.matcher(asked.header("Content-Type").orElse(""));
        if (!asked.method().equals("POST") || !type.matches()) {
            throw Refused.badRequest("Multipart uploads must be POST and multipart/related");
        }
        // One character a byte, so that places in the text are places in the bytes.
        String text = new String(asked.body().toByteArray(), StandardCharsets.ISO_8859_1);
        String[] parts = text.split("(\r\n)?--" + Pattern.quote(type.group(1)), -1);
        if (parts.length != 4 || !parts[0].isEmpty() || !parts[3].startsWith("--")) {
            throw new Refused(400, "badContent", "Malformed multipart body.");
        }
        JsonObject metadata = Asked.parse(utf8(content(parts[1], "application/json")));
        byte[] content =
                content(parts[2], metadata.get("mimeType").getAsString()).getBytes(StandardCharsets.ISO_8859_1);
        FakeFile file = files.create(metadata, ByteString.of(content), asked.flag("supportsAllDrives"));
        return Answer.json(200, file.json(asked.parameter("fields")));
    }

    private static String content(String part, String type) {
        int head = part.indexOf("\r\n\r\n");
        if (head < 0
                || !part.substring(0, head).toLowerCase(java.util.Locale.ROOT).contains("content-type: " + type)) {
            throw new Refused(400, "badContent", "A part is not of the type " + type);
        }
        return part.substring(head + 4);
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private Answer begin(Asked asked, String endpoint) {
        if (!asked.method().equals("POST")) {
            throw Refused.badRequest("A session begins with POST");
        }
        JsonObject metadata = asked.json();
        files.checkNew(metadata, asked.flag("supportsAllDrives"));
        long length = Long.parseLong(asked.header("X-Upload-Content-Length").orElse("-1"));
        String id = "session-" + ++counter;
        sessions.put(
                id,
                new Session(
                        metadata,
                        asked.flag("supportsAllDrives"),
                        asked.parameter("fields"),
                        length,
                        new ByteArrayOutputStream()));
        String address = endpoint + "/upload/drive/v3/files?uploadType=resumable&upload_id=" + id;
        return Answer.empty(200, Map.of("Location", address));
    }

    private Answer goOn(Asked asked) {
        Session session = sessions.get(asked.parameter("upload_id"));
        if (session == null) {
            throw new Refused(404, "notFound", "Upload session not found");
        }
        String range = asked.header("Content-Range").orElse("");
        Matcher chunk = CHUNK.matcher(range);
        if (chunk.matches()) {
            take(session, asked.body().toByteArray(), Long.parseLong(chunk.group(1)), Long.parseLong(chunk.group(2)));
        } else if (!QUESTION.matcher(range).matches() || !asked.body().isEmpty()) {
            throw Refused.badRequest("Invalid Content-Range " + range);
        }
        if (!range.endsWith("/" + session.length)) {
            throw Refused.badRequest("Another length than the session began with: " + range);
        }
        return session.bytes.size() == session.length ? finish(asked, session) : arrived(session);
    }

    private void take(Session session, byte[] body, long first, long last) {
        boolean end = last + 1 == session.length;
        if (body.length != last - first + 1 || !end && body.length % UNIT != 0 || first != session.bytes.size()) {
            throw Refused.badRequest("Invalid chunk " + first + "-" + last + " of " + body.length + " bytes");
        }
        session.bytes.write(body, 0, Math.min(body.length, mostAtOnce));
    }

    private Answer finish(Asked asked, Session session) {
        FakeFile file = files.create(session.metadata, ByteString.of(session.bytes.toByteArray()), session.allDrives);
        sessions.remove(asked.parameter("upload_id"));
        return Answer.json(200, file.json(session.fields));
    }

    private static Answer arrived(Session session) {
        int size = session.bytes.size();
        return Answer.empty(308, size == 0 ? Map.of() : Map.of("Range", "bytes=0-" + (size - 1)));
    }
}
