package io.backup4j.store.gdrive.fake;

import com.google.gson.JsonElement;
import io.backup4j.api.ByteString;
import java.util.Map;

/** What goes back to the client. */
record Answer(int status, Map<String, String> headers, ByteString body) {
    static Answer json(int status, JsonElement json) {
        return new Answer(
                status, Map.of("Content-Type", "application/json; charset=UTF-8"), ByteString.utf8(json.toString()));
    }

    static Answer empty(int status, Map<String, String> headers) {
        return new Answer(status, headers, ByteString.empty());
    }
}
