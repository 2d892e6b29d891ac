package io.backup4j.sql.postgres.internal.restore;

import java.nio.charset.StandardCharsets;

/** Names of databases that are made from other names. */
public final class DatabaseNames {
    /** Bytes of the longest name, as servers are usually built. */
    private static final int LONGEST = 63;

    private DatabaseNames() {}

    /** Returns a name with something behind it, cut where both together would be too long. */
    public static String with(String name, String suffix) {
        String kept = name;
        while (kept.getBytes(StandardCharsets.UTF_8).length + suffix.length() > LONGEST) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept + suffix;
    }
}
