package io.backup4j.sql.sqlite;

import io.backup4j.sql.sqlite.Soundness.Depth;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What sources and targets can be told, and how a source checks its copies. Immutable.
 *
 * @param busyMillis how long to wait for locks of others
 */
record SqliteOptions(Path temporaryDirectory, int busyMillis, Depth check) {
    static final SqliteOptions DEFAULT =
            new SqliteOptions(Path.of(System.getProperty("java.io.tmpdir")), 30_000, Depth.QUICK);

    SqliteOptions in(Path directory) {
        return new SqliteOptions(directory, busyMillis, check);
    }

    SqliteOptions waiting(Duration timeout) {
        if (timeout.isNegative() || timeout.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("Time to wait for locks outside 0 to 1 day: " + timeout);
        }
        return new SqliteOptions(temporaryDirectory, (int) timeout.toMillis(), check);
    }

    SqliteOptions checking(Depth depth) {
        return new SqliteOptions(temporaryDirectory, busyMillis, depth);
    }
}
