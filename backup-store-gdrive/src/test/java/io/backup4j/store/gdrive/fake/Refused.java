package io.backup4j.store.gdrive.fake;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;

/** An answer that says no. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String reason;

    Refused(int status, String reason, String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    static Refused badRequest(String message) {
        return new Refused(400, "invalidParameter", message);
    }

    static Refused notFound(String id) {
        return new Refused(404, "notFound", "File not found: " + id + ".");
    }

    Answer answer() {
        JsonObject one = new JsonObject();
        one.addProperty("domain", "global");
        one.addProperty("reason", reason);
        one.addProperty("message", getMessage());
        JsonArray errors = new JsonArray();
        errors.add(one);
        JsonObject error = new JsonObject();
        error.add("errors", errors);
        error.addProperty("code", status);
        error.addProperty("message", getMessage());
        JsonObject all = new JsonObject();
        all.add("error", error);
        return Answer.json(status, all);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
