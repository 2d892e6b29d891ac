package io.backup4j.store.gdrive.fake;

import com.google.gson.JsonObject;
import io.backup4j.api.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A file or folder.
 *
 * @param shownFrom the listing from which on it is shown
 * @param drive the shared drive, empty for none
 */
record FakeFile(
        String id,
        String name,
        String parent,
        String mimeType,
        Map<String, String> properties,
        ByteString content,
        Instant created,
        boolean trashed,
        long shownFrom,
        String drive) {
    static final String FOLDER = "application/vnd.google-apps.folder";

    private static final Set<String> FIELDS = Set.of(
            "id",
            "name",
            "mimeType",
            "createdTime",
            "size",
            "trashed",
            "md5Checksum",
            "sha256Checksum",
            "properties",
            "parents",
            "kind");

    FakeFile withTrashed(boolean now) {
        return new FakeFile(id, name, parent, mimeType, properties, content, created, now, shownFrom, drive);
    }

    FakeFile withContent(ByteString now) {
        return new FakeFile(id, name, parent, mimeType, properties, now, created, trashed, shownFrom, drive);
    }

    boolean isFolder() {
        return mimeType.equals(FOLDER);
    }

    /**
     * Returns the fields that were asked for.
     *
     * @throws Refused when there is no such field
     */
    JsonObject json(String fields) {
        Set<String> wanted = new TreeSet<>(Set.of(fields.split(",", -1)));
        for (String field : wanted) {
            if (!FIELDS.contains(field)) {
                throw Refused.badRequest("Invalid field selection " + field);
            }
        }
        JsonObject all = all();
        all.keySet().retainAll(wanted);
        return all;
    }

    private JsonObject all() {
        JsonObject all = new JsonObject();
        all.addProperty("kind", "drive#file");
        all.addProperty("id", id);
        all.addProperty("name", name);
        all.addProperty("mimeType", mimeType);
        all.addProperty("createdTime", created.toString());
        all.addProperty("trashed", trashed);
        if (!isFolder()) {
            all.addProperty("size", String.valueOf(content.length()));
            all.addProperty("md5Checksum", digest("MD5"));
            all.addProperty("sha256Checksum", digest("SHA-256"));
        }
        if (!properties.isEmpty()) {
            JsonObject mine = new JsonObject();
            properties.forEach(mine::addProperty);
            all.add("properties", mine);
        }
        return all;
    }

    private String digest(String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
