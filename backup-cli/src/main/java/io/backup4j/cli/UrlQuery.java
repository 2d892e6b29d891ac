package io.backup4j.cli;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands behind the question mark of a URL.
 *
 * @param path what stands before it
 * @param values by name
 */
record UrlQuery(String path, Map<String, String> values) {
    /**
     * Reads {@code path?name=value&...}.
     *
     * @throws UsageException when a name is not one of {@code allowed}, has no value or comes twice
     */
    static UrlQuery of(String text, List<String> allowed) {
        int mark = text.indexOf('?');
        Map<String, String> values = new LinkedHashMap<>();
        if (mark >= 0) {
            for (String pair : text.substring(mark + 1).split("&", -1)) {
                take(pair, allowed, values);
            }
        }
        return new UrlQuery(mark < 0 ? text : text.substring(0, mark), values);
    }

    /** Returns a value that was given. */
    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Returns whether {@code true} or {@code false} was given, {@code otherwise} when neither was. */
    boolean flag(String name, boolean otherwise) {
        String value = values.getOrDefault(name, String.valueOf(otherwise));
        if (!value.equals("true") && !value.equals("false")) {
            throw new UsageException(name + " is true or false, and not " + value);
        }
        return Boolean.parseBoolean(value);
    }

    private static void take(String pair, List<String> allowed, Map<String, String> values) {
        int equal = pair.indexOf('=');
        String name = equal < 0 ? pair : pair.substring(0, equal);
        if (!allowed.contains(name)) {
            throw new UsageException("Unknown in a URL: '" + name + "'. Known are " + String.join(", ", allowed));
        }
        if (equal < 0 || equal == pair.length() - 1) {
            throw new UsageException("Without a value in a URL: " + name);
        }
        if (values.put(name, decoded(pair.substring(equal + 1))) != null) {
            throw new UsageException("Twice in a URL: " + name);
        }
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new UsageException("Not a value in a URL: " + value);
        }
    }
}
