package io.backup4j.core.internal.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A parsed JSON value: what the format uses of JSON, and {@link Other} for what it does not. */
sealed interface JsonValue {
    /** Returns what it is, for messages; its content is not told. */
    String describe();

    /**
     * Reads the value that begins with the current token.
     *
     * @throws tools.jackson.core.JacksonException when it is not JSON
     */
    static JsonValue read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readMembers(parser);
            case START_ARRAY -> readElements(parser);
            case VALUE_STRING -> new Text(parser.getString());
            case VALUE_TRUE -> new Flag(true);
            case VALUE_FALSE -> new Flag(false);
            case VALUE_NUMBER_INT -> readNumber(parser);
            default -> new Other();
        };
    }

    private static JsonValue readMembers(JsonParser parser) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, read(parser));
        }
        return new Members(members);
    }

    private static JsonValue readElements(JsonParser parser) {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(parser));
        }
        return new Elements(elements);
    }

    private static JsonValue readNumber(JsonParser parser) {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? new Other()
                : new Whole(parser.getLongValue());
    }

    /** An object. */
    record Members(Map<String, JsonValue> values) implements JsonValue {
        @Override
        public String describe() {
            return "an object";
        }
    }

    /** An array. */
    record Elements(List<JsonValue> values) implements JsonValue {
        @Override
        public String describe() {
            return "an array";
        }
    }

    /** A string. */
    record Text(String value) implements JsonValue {
        @Override
        public String describe() {
            return "a text";
        }
    }

    /** A whole number of at most 64 bits. */
    record Whole(long value) implements JsonValue {
        @Override
        public String describe() {
            return "the number " + value;
        }
    }

    /** True or false. */
    record Flag(boolean value) implements JsonValue {
        @Override
        public String describe() {
            return "true or false";
        }
    }

    /** Null, a fraction, or a number that is too large. */
    record Other() implements JsonValue {
        @Override
        public String describe() {
            return "null or a number that is not a whole one of 64 bits";
        }
    }
}
