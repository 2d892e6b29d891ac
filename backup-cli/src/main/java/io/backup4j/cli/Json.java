package io.backup4j.cli;

import io.backup4j.api.ByteString;
import io.backup4j.api.Component;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The JSON form of what several commands print. Scripts rely on the names: they never change, only new ones come. */
final class Json {
    private Json() {}

    /** Writes the fields of a restore point. */
    static void point(JsonGenerator json, RestorePoint point) {
        json.writeStringProperty("id", point.id().value());
        json.writeStringProperty("startedAt", point.startedAt().toString());
        json.writeStringProperty("endedAt", point.endedAt().toString());
        json.writeNumberProperty("durationMillis", point.duration().toMillis());
        json.writeStringProperty("status", Text.word(point.status()));
        json.writeStringProperty("origin", Text.word(point.origin()));
        json.writeStringProperty("createdBy", point.createdBy());
        json.writeStringProperty("name", point.details().name());
        json.writeStringProperty("description", point.details().description());
        strings(json, "tags", point.details().tags().stream().sorted().toList());
        json.writeBooleanProperty("protected", point.details().isProtected());
        json.writeNumberProperty("entries", point.entries());
        bytes(json, point.bytes());
        json.writeArrayPropertyStart("components");
        point.components().forEach(component -> component(json, component));
        json.writeEndArray();
        issues(json, "missing", point.missing());
        json.writeNumberProperty("missingTotal", point.missingTotal());
    }

    /** Writes a field that holds a restore point. */
    static void point(JsonGenerator json, String name, RestorePoint point) {
        json.writeObjectPropertyStart(name);
        point(json, point);
        json.writeEndObject();
    }

    /** Writes a field that holds trouble with entries. */
    static void issues(JsonGenerator json, String name, Collection<EntryIssue> issues) {
        json.writeArrayPropertyStart(name);
        for (EntryIssue issue : issues) {
            json.writeStartObject();
            json.writeStringProperty("component", issue.component());
            path(json, "path", issue.path());
            json.writeStringProperty("severity", Text.word(issue.severity()));
            json.writeStringProperty("message", issue.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes the fields of an entry; what it has not is left out. */
    static void entry(JsonGenerator json, Entry entry) {
        path(json, "path", entry.path());
        json.writeStringProperty("kind", Text.word(entry.kind()));
        json.writeNumberProperty("size", entry.size());
        optional(json, "modified", entry.modified());
        if (entry.posix() != null) {
            json.writeStringProperty("mode", String.format("%04o", entry.posix().mode()));
            json.writeNumberProperty("uid", entry.posix().uid());
            json.writeNumberProperty("gid", entry.posix().gid());
            json.writeStringProperty("owner", entry.posix().owner());
            json.writeStringProperty("group", entry.posix().group());
        }
        if (entry.link() != null) {
            bytes(json, "link", entry.link());
        }
    }

    /** Writes a field that holds a path and, when that is not UTF-8, another one that holds its bytes. */
    static void path(JsonGenerator json, String name, EntryPath path) {
        bytes(json, name, ByteString.of(path.toByteArray()));
    }

    /** Writes a field that holds a path, which is empty where it is not known. */
    static void optionalPath(JsonGenerator json, @Nullable EntryPath path) {
        path(json, "path", path == null ? EntryPath.root() : path);
    }

    private static void bytes(JsonGenerator json, String name, ByteString bytes) {
        json.writeStringProperty(name, Text.of(bytes));
        if (!Text.isUtf8(bytes)) {
            json.writeStringProperty(name + "Hex", bytes.toHex());
        }
    }

    /** Writes a field that holds a list of strings. */
    static void strings(JsonGenerator json, String name, Collection<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void bytes(JsonGenerator json, RestorePoint.Bytes bytes) {
        json.writeObjectPropertyStart("bytes");
        json.writeNumberProperty("original", bytes.original());
        json.writeNumberProperty("read", bytes.read());
        json.writeNumberProperty("added", bytes.added());
        json.writeNumberProperty("stored", bytes.stored());
        json.writeEndObject();
    }

    private static void component(JsonGenerator json, Component component) {
        json.writeStartObject();
        json.writeStringProperty("name", component.name());
        json.writeStringProperty("sourceType", component.sourceType());
        json.writeStringProperty("sourceLocation", component.sourceLocation());
        json.writeNumberProperty("entries", component.entries());
        json.writeNumberProperty("bytes", component.bytes());
        json.writeObjectPropertyStart("properties");
        new TreeMap<>(component.properties()).forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String name, @Nullable Object value) {
        if (value != null) {
            json.writeStringProperty(name, value.toString());
        }
    }
}
