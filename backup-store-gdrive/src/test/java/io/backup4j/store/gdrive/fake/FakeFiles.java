package io.backup4j.store.gdrive.fake;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.backup4j.api.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What is stored, and the rules of storing. Safe for use by several threads. */
final class FakeFiles {
    static final String MY_DRIVE = "root-of-my-drive";

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final Set<String> METADATA = Set.of("id", "name", "parents", "mimeType", "properties");
    private static final String LIST = "nextPageToken,incompleteSearch,files(";

    private final Map<String, FakeFile> files = new LinkedHashMap<>();
    private final Set<String> given = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final Map<String, List<String>> pages = new HashMap<>();
    private long counter;
    private long listings;
    private long delay;
    private long lag;
    private final Map<String, Ghost> ghosts = new HashMap<>();
    private boolean frozen;
    private boolean repeating;
    private int pageSize = 1000;
    private long quota = Long.MAX_VALUE;

    /** A file that is not there any more, and listed up to that listing. */
    private record Ghost(FakeFile file, long until) {}

    FakeFiles() {
        files.put(MY_DRIVE, folder(MY_DRIVE, ""));
    }

    synchronized void delay(long newDelay) {
        delay = newDelay;
    }

    synchronized void lag(long newLag) {
        lag = newLag;
    }

    synchronized void freezeClock() {
        frozen = true;
    }

    synchronized void pageSize(int most) {
        pageSize = most;
    }

    synchronized void repeatPages() {
        repeating = true;
    }

    synchronized void quota(long bytes) {
        quota = bytes;
    }

    synchronized String newSharedDrive() {
        String id = "drive-" + ++counter;
        files.put(id, folder(id, id));
        return id;
    }

    private FakeFile folder(String id, String drive) {
        return new FakeFile(id, id, "", FakeFile.FOLDER, Map.of(), ByteString.empty(), EPOCH, false, 0, drive);
    }

    synchronized Answer generateIds(Asked asked) {
        asked.allow("count", "space", "type");
        int count = asked.parameter("count").isEmpty() ? 10 : Integer.parseInt(asked.parameter("count"));
        if (count < 1 || count > 1000) {
            throw Refused.badRequest("Invalid count " + count);
        }
        JsonArray ids = new JsonArray();
        for (int i = 0; i < count; i++) {
            // Not in the order of time, like the real ones.
            String id = "id" + Long.toString((++counter * 2_654_435_761L) % 4_294_967_296L, 36) + "x" + counter;
            given.add(id);
            ids.add(id);
        }
        JsonObject all = new JsonObject();
        all.add("ids", ids);
        return Answer.json(200, all);
    }

    /** Refuses what could not be created, before its content is sent. */
    synchronized void checkNew(JsonObject metadata, boolean allDrives) {
        for (String key : metadata.keySet()) {
            if (!METADATA.contains(key)) {
                throw Refused.badRequest("Invalid JSON payload received. Unknown name \"" + key + "\"");
            }
        }
        String id = metadata.get("id").getAsString();
        if (!given.contains(id)) {
            throw new Refused(400, "invalid", "The provided file ID is not usable.");
        }
        if (used.contains(id)) {
            throw new Refused(409, "fileIdInUse", "A file already exists with the provided ID.");
        }
        parent(metadata, allDrives);
        properties(metadata);
    }

    private FakeFile parent(JsonObject metadata, boolean allDrives) {
        JsonArray parents = metadata.getAsJsonArray("parents");
        if (parents.size() != 1) {
            throw new Refused(400, "cannotAddParent", "A file must have one parent");
        }
        FakeFile parent = visible(parents.get(0).getAsString(), allDrives);
        if (!parent.isFolder()) {
            throw new Refused(403, "parentNotAFolder", "The specified parent is not a folder.");
        }
        return parent;
    }

    private static Map<String, String> properties(JsonObject metadata) {
        Map<String, String> properties = new HashMap<>();
        if (metadata.has("properties")) {
            for (Map.Entry<String, JsonElement> each :
                    metadata.getAsJsonObject("properties").entrySet()) {
                String value = each.getValue().getAsString();
                if (Refused.utf8(each.getKey() + value).length > 124) {
                    throw new Refused(400, "propertyLimitExceeded", "The property is longer than 124 bytes");
                }
                properties.put(each.getKey(), value);
            }
        }
        return properties;
    }

    synchronized FakeFile create(JsonObject metadata, ByteString content, boolean allDrives) {
        checkNew(metadata, allDrives);
        long occupied = files.values().stream()
                .mapToLong(file -> file.content().length())
                .sum();
        if (!content.isEmpty() && occupied + content.length() > quota) {
            throw new Refused(403, "storageQuotaExceeded", "The user's Drive storage quota has been exceeded.");
        }
        FakeFile parent = parent(metadata, allDrives);
        String type = metadata.has("mimeType") ? metadata.get("mimeType").getAsString() : "application/octet-stream";
        return add(new FakeFile(
                metadata.get("id").getAsString(),
                metadata.get("name").getAsString(),
                parent.id(),
                type,
                properties(metadata),
                content,
                now(),
                false,
                listings + delay,
                parent.drive()));
    }

    /** Puts a file past all rules. */
    synchronized FakeFile add(FakeFile file) {
        used.add(file.id());
        files.put(file.id(), file);
        return file;
    }

    synchronized Instant now() {
        return frozen ? EPOCH : EPOCH.plusMillis(++counter);
    }

    synchronized String freshId() {
        return "planted-" + ++counter;
    }

    synchronized FakeFile get(String id, boolean allDrives) {
        return visible(id, allDrives);
    }

    private FakeFile visible(String id, boolean allDrives) {
        FakeFile file = files.get(id.equals("root") ? MY_DRIVE : id);
        if (file == null || !file.drive().isEmpty() && !allDrives) {
            throw Refused.notFound(id);
        }
        return file;
    }

    synchronized void delete(String id, boolean allDrives) {
        FakeFile file = visible(id, allDrives);
        files.remove(file.id());
        haunt(file);
    }

    /** Keeps a file that is removed listed as it was. */
    private void haunt(FakeFile file) {
        if (lag > 0) {
            ghosts.put(file.id(), new Ghost(file, listings + lag));
        }
    }

    synchronized FakeFile update(String id, JsonObject change, boolean allDrives) {
        if (!change.keySet().equals(Set.of("trashed"))) {
            throw Refused.badRequest("Invalid JSON payload received: " + change.keySet());
        }
        FakeFile file = visible(id, allDrives);
        FakeFile changed = file.withTrashed(change.get("trashed").getAsBoolean());
        files.put(changed.id(), changed);
        if (changed.trashed() && !file.trashed()) {
            haunt(file);
        }
        return changed;
    }

    synchronized void trash(String id) {
        files.put(id, files.get(id).withTrashed(true));
    }

    synchronized void overwrite(String id, ByteString content) {
        files.put(id, files.get(id).withContent(content));
    }

    synchronized List<FakeFile> all(Predicate<FakeFile> which) {
        return files.values().stream().filter(which).toList();
    }

    synchronized Answer list(Asked asked) {
        asked.allow(
                "q", "pageSize", "pageToken", "includeItemsFromAllDrives", "corpora", "driveId", "orderBy", "spaces");
        checkDrives(asked);
        int size = asked.parameter("pageSize").isEmpty() ? 100 : Integer.parseInt(asked.parameter("pageSize"));
        if (size < 1 || size > 1000) {
            throw Refused.badRequest("Invalid value for pageSize: " + size);
        }
        String token = asked.parameter("pageToken");
        List<String> ids = token.isEmpty() ? find(asked) : pages.get(token);
        if (ids == null) {
            throw Refused.badRequest("Invalid Value: pageToken");
        }
        return page(asked, ids, Math.min(size, pageSize));
    }

    private void checkDrives(Asked asked) {
        boolean oneDrive = asked.parameter("corpora").equals("drive");
        boolean all = asked.flag("includeItemsFromAllDrives");
        if (oneDrive != !asked.parameter("driveId").isEmpty()
                || oneDrive && !all
                || all && !asked.flag("supportsAllDrives")) {
            throw Refused.badRequest("corpora, driveId, includeItemsFromAllDrives and supportsAllDrives do not fit");
        }
        if (oneDrive && !files.containsKey(asked.parameter("driveId"))) {
            throw new Refused(404, "notFound", "Shared drive not found: " + asked.parameter("driveId"));
        }
    }

    private List<String> find(Asked asked) {
        listings++;
        FakeQuery query =
                FakeQuery.of(asked.parameter("q").replace("'root' in parents", "'" + MY_DRIVE + "' in parents"));
        Optional<String> parent = query.parent();
        parent.ifPresent(id -> visible(id, asked.flag("includeItemsFromAllDrives")));
        List<String> ids = new ArrayList<>();
        ghosts.values().removeIf(ghost -> ghost.until() < listings);
        Map<String, FakeFile> shown = new LinkedHashMap<>(files);
        ghosts.values().forEach(ghost -> shown.put(ghost.file().id(), ghost.file()));
        for (FakeFile file : shown.values()) {
            if (query.finds(file)
                    && file.shownFrom() < listings
                    && (file.drive().isEmpty() || asked.flag("includeItemsFromAllDrives"))
                    && (asked.parameter("driveId").isEmpty()
                            || asked.parameter("driveId").equals(file.drive()))) {
                ids.add(file.id());
            }
        }
        return ids;
    }

    private Answer page(Asked asked, List<String> ids, int size) {
        JsonArray found = new JsonArray();
        String fields = fileFields(asked);
        List<String> first = ids.subList(0, Math.min(size, ids.size()));
        first.stream()
                .map(id -> ghosts.containsKey(id) ? ghosts.get(id).file() : files.get(id))
                .filter(Objects::nonNull)
                .forEach(file -> found.add(file.json(fields)));
        JsonObject all = new JsonObject();
        all.add("files", found);
        all.addProperty("incompleteSearch", false);
        if (ids.size() > size) {
            String token = repeating ? "the-same-page" : "page-" + ++counter;
            pages.put(token, List.copyOf(ids.subList(size, ids.size())));
            all.addProperty("nextPageToken", token);
        }
        return Answer.json(200, all);
    }

    private static String fileFields(Asked asked) {
        String fields = asked.parameter("fields");
        if (!fields.startsWith(LIST) || !fields.endsWith(")")) {
            throw Refused.badRequest("Invalid field selection " + fields);
        }
        return fields.substring(LIST.length(), fields.length() - 1);
    }
}
