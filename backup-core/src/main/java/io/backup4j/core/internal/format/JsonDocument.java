package io.backup4j.core.internal.format;

import io.backup4j.api.CorruptDataException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object of the format, or an object inside one. The counterpart of {@link JsonWriter}.
 *
 * <p>Members that nobody asks for are ignored; every accessor throws {@link CorruptDataException}, with the document's name
 * and the member's place, when the member is missing or is something else. Immutable.
 *
 * <p>Stands on Jackson's parser alone: its object mapper takes 100 ms to start, which every command would pay.
 */
public final class JsonDocument {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String what;
    private final String path;
    private final Map<String, JsonValue> members;

    private JsonDocument(String what, String path, JsonValue.Members members) {
        this.what = what;
        this.path = path;
        this.members = members.values();
    }

    /**
     * Parses a document.
     *
     * @param what what the bytes are, for messages, for instance {@code Restore point points/0a1b…}
     * @throws CorruptDataException when the bytes are not exactly one JSON object without repeated members
     */
    public static JsonDocument parse(String what, byte[] utf8) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            if (parser.nextToken() == JsonToken.START_OBJECT
                    && JsonValue.read(parser) instanceof JsonValue.Members members
                    && parser.nextToken() == null) {
                return new JsonDocument(what, "", members);
            }
            throw new CorruptDataException(what + " is damaged: it is not one JSON object");
        } catch (JacksonException e) {
            throw new CorruptDataException(what + " is damaged: it is not JSON. " + e.getOriginalMessage(), e);
        }
    }

    /** Returns whether the member is there. */
    public boolean has(String member) {
        return members.containsKey(member);
    }

    /** Returns a text. */
    public String text(String member) {
        return text(get(member), member);
    }

    /**
     * Returns a whole number.
     *
     * @param smallest the smallest that is allowed
     * @param largest the largest that is allowed
     */
    public long number(String member, long smallest, long largest) {
        JsonValue value = get(member);
        if (value instanceof JsonValue.Whole number && number.value() >= smallest && number.value() <= largest) {
            return number.value();
        }
        throw wrong(member, value, "a whole number from " + smallest + " to " + largest);
    }

    /** Returns a whole number of at most 31 bits, like {@link #number}. */
    public int integer(String member, int smallest, int largest) {
        return (int) number(member, smallest, largest);
    }

    /** Returns true or false. */
    public boolean flag(String member) {
        JsonValue value = get(member);
        if (value instanceof JsonValue.Flag flag) {
            return flag.value();
        }
        throw wrong(member, value, "true or false");
    }

    /** Returns a time. */
    public Instant time(String member) {
        String text = text(member);
        try {
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            throw new CorruptDataException(notTime(member), e);
        }
        throw new CorruptDataException(notTime(member));
    }

    /** Returns bytes written as lower or upper case hexadecimal digits. */
    public byte[] bytes(String member) {
        try {
            return HexFormat.of().parseHex(text(member));
        } catch (IllegalArgumentException e) {
            throw new CorruptDataException(place(member) + " is not hexadecimal", e);
        }
    }

    /** Returns 16 bytes written as lower case hexadecimal digits. */
    public ObjectId id(String member) {
        String text = text(member);
        if (!ObjectId.isHex(text)) {
            throw corrupt(member, "is not an id of 32 lower case hexadecimal digits");
        }
        return ObjectId.fromHex(text);
    }

    /** Returns the object inside. */
    public JsonDocument object(String member) {
        return object(get(member), member);
    }

    /** Returns the objects of an array, in their order. */
    public List<JsonDocument> objects(String member) {
        List<JsonValue> elements = elements(member);
        List<JsonDocument> objects = new ArrayList<>(elements.size());
        for (JsonValue element : elements) {
            objects.add(object(element, member + "[" + objects.size() + "]"));
        }
        return Collections.unmodifiableList(objects);
    }

    /** Returns the texts of an array, in their order. */
    public List<String> texts(String member) {
        List<JsonValue> elements = elements(member);
        List<String> texts = new ArrayList<>(elements.size());
        for (JsonValue element : elements) {
            texts.add(text(element, member + "[" + texts.size() + "]"));
        }
        return Collections.unmodifiableList(texts);
    }

    /** Returns the members of an object whose values are all texts, in their order. */
    public Map<String, String> textMap(String member) {
        JsonDocument object = object(member);
        Map<String, String> texts = new LinkedHashMap<>();
        object.members.forEach((name, value) -> texts.put(name, object.text(value, name)));
        return Collections.unmodifiableMap(texts);
    }

    /**
     * Makes the exception for a member that is not what it should be.
     *
     * @param found what is wrong with it, continuing the sentence "… member x …"
     */
    public CorruptDataException corrupt(String member, String found) {
        return new CorruptDataException(place(member) + " " + found);
    }

    private JsonValue get(String member) {
        JsonValue value = members.get(member);
        if (value == null) {
            throw corrupt(member, "is missing");
        }
        return value;
    }

    private List<JsonValue> elements(String member) {
        JsonValue value = get(member);
        if (value instanceof JsonValue.Elements elements) {
            return elements.values();
        }
        throw wrong(member, value, "an array");
    }

    private String text(JsonValue value, String member) {
        if (value instanceof JsonValue.Text text) {
            return text.value();
        }
        throw wrong(member, value, "a text");
    }

    private JsonDocument object(JsonValue value, String member) {
        if (value instanceof JsonValue.Members object) {
            return new JsonDocument(what, path + member + ".", object);
        }
        throw wrong(member, value, "an object");
    }

    private CorruptDataException wrong(String member, JsonValue found, String expected) {
        return corrupt(member, "is " + found.describe() + " where " + expected + " should be");
    }

    private String notTime(String member) {
        return place(member) + " is not a time in ISO 8601 with Z";
    }

    private String place(String member) {
        return what + " is damaged: its member " + path + member;
    }
}
