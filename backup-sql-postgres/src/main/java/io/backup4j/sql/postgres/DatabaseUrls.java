package io.backup4j.sql.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** URLs of databases of one server. */
final class DatabaseUrls {
    private DatabaseUrls() {}

    /** Returns {@code url} with another database. */
    static String of(String url, String database) {
        int parameters = url.indexOf('?');
        String plain = parameters < 0 ? url : url.substring(0, parameters);
        String rest = parameters < 0 ? "" : url.substring(parameters);
        boolean hasHost = plain.startsWith("jdbc:postgresql://");
        String server = hasHost ? plain.substring(0, endOfHost(plain)) + '/' : "jdbc:postgresql:";
        return server + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20") + rest;
    }

    private static int endOfHost(String url) {
        int slash = url.indexOf('/', "jdbc:postgresql://".length());
        return slash < 0 ? url.length() : slash;
    }
}
