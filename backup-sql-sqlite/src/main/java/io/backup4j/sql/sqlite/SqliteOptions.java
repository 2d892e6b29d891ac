package io.backup4j.sql.sqlite;

import java.nio.file.Path;
import java.time.Duration;

/** What sources and targets can be told. Immutable. */
record SqliteOptions(Path temporaryDirectory, int busyMillis) {
    static final SqliteOptions DEFAULT = new SqliteOptions(Path.of(System.getProperty("java.io.tmpdir")), 30_000);

    SqliteOptions in(Path directory) {
        return new SqliteOptions(directory, busyMillis);
    }

    SqliteOptions waiting(Duration timeout) {
        if (timeout.isNegative() || timeout.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("Time to wait for locks outside 0 to 1 day: " + timeout);
        }
        return new SqliteOptions(temporaryDirectory, (int) timeout.toMillis());
    }
}
