package io.backup4j.core.internal.points;

import io.backup4j.api.Component;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePoint.Bytes;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.JsonDocument;
import io.backup4j.core.internal.format.JsonWriter;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.format.ObjectNames.AnnotationName;
import io.backup4j.core.internal.tree.TreeRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The documents inside the objects of restore points and annotations. */
final class PointDocument {
    private PointDocument() {}

    static byte[] write(StoredPoint stored) {
        RestorePoint point = stored.point();
        return new JsonWriter()
                .put("id", point.id().value())
                .put("startedAt", point.startedAt())
                .put("durationMillis", point.duration().toMillis())
                .put("status", word(point.status()))
                .put("origin", word(point.origin()))
                .put("createdBy", point.createdBy())
                .putObject("details", json -> writeDetails(point.details(), json))
                .putObjects("components", point.components(), (json, component) -> write(stored, component, json))
                .putObject("bytes", json -> write(point.bytes(), json))
                .putObjects("missing", point.missing(), (json, issue) -> write(issue, json))
                .put("missingTotal", point.missingTotal())
                .put("seen", stored.seen())
                .putTexts(
                        "after",
                        stored.after().stream().map(RestorePointId::value).toList())
                .toByteArray();
    }

    static byte[] writeAnnotation(AnnotationName name, PointDetails details, Instant editedAt) {
        return new JsonWriter()
                .put("point", name.point().value())
                .put("number", name.number())
                .put("editedAt", editedAt)
                .putObject("details", json -> writeDetails(details, json))
                .toByteArray();
    }

    static byte[] writeDeletion(RestorePointId point, Instant deletedAt) {
        return new JsonWriter()
                .put("point", point.value())
                .put("deletedAt", deletedAt)
                .toByteArray();
    }

    static Instant readDeletion(String what, RestorePointId point, byte[] utf8) {
        JsonDocument json = JsonDocument.parse(what, utf8);
        requireIn(json, "point", point);
        return json.time("deletedAt");
    }

    private static void writeDetails(PointDetails details, JsonWriter json) {
        json.put("name", details.name())
                .put("description", details.description())
                .putTexts("tags", details.tags().stream().sorted().toList())
                .put("protected", details.isProtected());
    }

    private static void write(StoredPoint stored, Component component, JsonWriter json) {
        json.put("name", component.name())
                .put("sourceType", component.sourceType())
                .put("sourceLocation", component.sourceLocation())
                .put("entries", component.entries())
                .put("bytes", component.bytes())
                .putTextMap("properties", component.properties());
        stored.manifest(component.name()).ifPresent(tree -> {
            ByteWriter bytes = new ByteWriter(64);
            tree.writeTo(bytes);
            json.put("manifest", bytes.toByteArray());
        });
    }

    private static void write(Bytes bytes, JsonWriter json) {
        json.put("original", bytes.original())
                .put("read", bytes.read())
                .put("added", bytes.added())
                .put("stored", bytes.stored());
    }

    private static void write(EntryIssue issue, JsonWriter json) {
        json.put("component", issue.component())
                .put("path", issue.path().toByteArray())
                .put("message", issue.message());
    }

    static StoredPoint read(String what, RestorePointId id, byte[] utf8) {
        JsonDocument json = JsonDocument.parse(what, utf8);
        requireIn(json, "id", id);
        List<Component> components = new ArrayList<>();
        Map<String, TreeRef> manifests = new HashMap<>();
        for (JsonDocument component : json.objects("components")) {
            components.add(readComponent(component));
            if (component.has("manifest")) {
                manifests.put(component.text("name"), readTree(what, component));
            }
        }
        RestorePoint point = readPoint(id, json, components);
        return new StoredPoint(point, manifests, count(json, "seen"), readAfter(json));
    }

    private static List<RestorePointId> readAfter(JsonDocument json) {
        try {
            List<String> ids = json.has("after") ? json.texts("after") : List.of();
            return ids.stream().map(RestorePointId::new).toList();
        } catch (IllegalArgumentException e) {
            throw json.corrupt("after", "names no restore point: " + e.getMessage());
        }
    }

    static PointDetails readAnnotation(String what, AnnotationName name, byte[] utf8) {
        JsonDocument json = JsonDocument.parse(what, utf8);
        requireIn(json, "point", name.point());
        if (json.number("number", 1, ObjectNames.LARGEST_NUMBER) != name.number()) {
            throw json.corrupt("number", "is not the one in its name");
        }
        return readDetails(json);
    }

    /** Where nothing is encrypted, only this tells that two objects have been swapped. */
    private static void requireIn(JsonDocument json, String member, RestorePointId id) {
        if (!json.text(member).equals(id.value())) {
            throw json.corrupt(member, "is not the one in its name");
        }
    }

    private static RestorePoint readPoint(RestorePointId id, JsonDocument json, List<Component> components) {
        try {
            return new RestorePoint(
                    id,
                    json.time("startedAt"),
                    Duration.ofMillis(count(json, "durationMillis")),
                    RestorePoint.Status.valueOf(constant(json, "status")),
                    RestorePoint.Origin.valueOf(constant(json, "origin")),
                    json.text("createdBy"),
                    readDetails(json),
                    components,
                    readBytes(json.object("bytes")),
                    json.objects("missing").stream()
                            .map(PointDocument::readIssue)
                            .toList(),
                    count(json, "missingTotal"));
        } catch (IllegalArgumentException e) {
            throw json.corrupt("status", "does not fit the rest: " + e.getMessage());
        }
    }

    private static PointDetails readDetails(JsonDocument json) {
        JsonDocument details = json.object("details");
        return new PointDetails(
                details.text("name"),
                details.text("description"),
                Set.copyOf(details.texts("tags")),
                details.flag("protected"));
    }

    private static Component readComponent(JsonDocument json) {
        String name = json.text("name");
        if (name.isEmpty()) {
            throw json.corrupt("name", "is empty");
        }
        return new Component(
                name,
                json.text("sourceType"),
                json.text("sourceLocation"),
                count(json, "entries"),
                count(json, "bytes"),
                json.textMap("properties"));
    }

    private static TreeRef readTree(String what, JsonDocument component) {
        ByteReader reader = new ByteReader(what, component.bytes("manifest"));
        TreeRef tree = TreeRef.readFrom(reader);
        reader.requireEnd();
        return tree;
    }

    private static Bytes readBytes(JsonDocument json) {
        return new Bytes(count(json, "original"), count(json, "read"), count(json, "added"), count(json, "stored"));
    }

    private static EntryIssue readIssue(JsonDocument json) {
        EntryPath path = EntryPath.ofBytes(json.bytes("path"));
        return new EntryIssue(json.text("component"), path, EntryIssue.Severity.MISSING, json.text("message"));
    }

    private static long count(JsonDocument json, String member) {
        return json.number(member, 0, Long.MAX_VALUE);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(JsonDocument json, String member) {
        return json.text(member).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
