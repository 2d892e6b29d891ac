package io.backup4j.core.internal.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes one JSON object of the format. The counterpart of {@link JsonDocument}.
 *
 * <p>Members stand in the order of the calls; each name once. Not safe for use by several threads.
 */
public final class JsonWriter {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final ByteArrayOutputStream utf8 = new ByteArrayOutputStream(1_024);
    private final JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), utf8);

    /** Creates an empty object. */
    public JsonWriter() {
        generator.writeStartObject();
    }

    /** Adds a text. */
    public JsonWriter put(String member, String value) {
        generator.writeName(encodable(member)).writeString(encodable(value));
        return this;
    }

    /** Adds a whole number. */
    public JsonWriter put(String member, long value) {
        generator.writeName(member).writeNumber(value);
        return this;
    }

    /** Adds true or false. */
    public JsonWriter put(String member, boolean value) {
        generator.writeName(member).writeBoolean(value);
        return this;
    }

    /** Adds a time. */
    public JsonWriter put(String member, Instant value) {
        return put(member, value.toString());
    }

    /** Adds an id. */
    public JsonWriter put(String member, ObjectId value) {
        return put(member, value.toHex());
    }

    /** Adds bytes as lower case hexadecimal digits. */
    public JsonWriter put(String member, byte[] value) {
        return put(member, HexFormat.of().formatHex(value));
    }

    /** Adds an object. */
    public JsonWriter putObject(String member, Consumer<? super JsonWriter> content) {
        generator.writeName(member).writeStartObject();
        content.accept(this);
        generator.writeEndObject();
        return this;
    }

    /** Adds an array of objects, one for each item. */
    public <T> JsonWriter putObjects(
            String member, Collection<T> items, BiConsumer<? super JsonWriter, ? super T> content) {
        generator.writeName(member).writeStartArray();
        for (T item : items) {
            generator.writeStartObject();
            content.accept(this, item);
            generator.writeEndObject();
        }
        generator.writeEndArray();
        return this;
    }

    /** Adds an array of texts. */
    public JsonWriter putTexts(String member, Collection<String> values) {
        generator.writeName(member).writeStartArray();
        values.forEach(value -> generator.writeString(encodable(value)));
        generator.writeEndArray();
        return this;
    }

    /** Adds an object whose values are all texts. */
    public JsonWriter putTextMap(String member, Map<String, String> values) {
        return putObject(member, object -> values.forEach(object::put));
    }

    /** Completes the object and returns its UTF-8 form; nothing can be added afterwards. */
    public byte[] toByteArray() {
        generator.writeEndObject();
        generator.close();
        return utf8.toByteArray();
    }

    /** A lone surrogate, which file names of some systems have, would not be accepted; it becomes a question mark. */
    private static String encodable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
