package io.backup4j.sql.postgres.internal.layout;

import io.backup4j.api.ByteString;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of text: a word, then {@code key=value} pairs with a space between them. In values every byte of their UTF-8
 * form that is neither a letter, a digit nor one of {@code _-.,:@} stands as {@code %XX}; an item of a list may hold no comma
 * unencoded, so lists encode twice.
 *
 * @param word what the line is about
 * @param values the values by key, in their order
 */
public record Fields(String word, Map<String, String> values) {
    /** Begins a line. */
    public static Fields of(String word) {
        return new Fields(word, new LinkedHashMap<>());
    }

    /** Adds a value. */
    public Fields with(String key, Object value) {
        values.put(key, value.toString());
        return this;
    }

    /** Adds a list. */
    public Fields with(String key, List<String> list) {
        return with(key, list.stream().map(Fields::encodeItem).collect(Collectors.joining(",")));
    }

    /** Returns a value, empty when there is none. */
    public String get(String key) {
        return values.getOrDefault(key, "");
    }

    /** Returns a list, empty when there is none. */
    public List<String> list(String key) {
        String value = get(key);
        return value.isEmpty()
                ? List.of()
                : Arrays.stream(value.split(",", -1)).map(Fields::decode).toList();
    }

    /**
     * Returns a number.
     *
     * @throws IOException when it is none
     */
    public long number(String key) throws IOException {
        try {
            return Long.parseLong(get(key));
        } catch (NumberFormatException e) {
            throw new IOException("'" + key + "' is not a number in the line '" + this + "'", e);
        }
    }

    /**
     * Reads a line.
     *
     * @throws IOException when it is none of that form
     */
    public static Fields parse(String line) throws IOException {
        String[] parts = line.split(" ", -1);
        Fields fields = of(parts[0]);
        for (String pair : Arrays.asList(parts).subList(1, parts.length)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IOException("'" + pair + "' is not a key and a value, in the line '" + line + "'");
            }
            fields.with(pair.substring(0, equals), decode(pair.substring(equals + 1)));
        }
        return fields;
    }

    /** Returns lines as text. */
    public static ByteString text(List<Fields> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return ByteString.utf8(text.toString());
    }

    /**
     * Reads lines of text.
     *
     * @throws IOException when one is not of that form
     */
    public static List<Fields> parseText(ByteString text) throws IOException {
        List<Fields> lines = new ArrayList<>();
        for (String line : text.toUtf8().lines().toList()) {
            lines.add(parse(line));
        }
        return lines;
    }

    @Override
    public String toString() {
        return Stream.concat(
                        Stream.of(word), values.entrySet().stream().map(e -> e.getKey() + '=' + encode(e.getValue())))
                .collect(Collectors.joining(" "));
    }

    private static String encodeItem(String item) {
        return encode(item).replace(",", "%2C");
    }

    private static String encode(String value) {
        StringBuilder out = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "_-.,:@".indexOf(b) >= 0;
            out.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff));
        }
        return out.toString();
    }

    private static String decode(String value) {
        return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
