package io.backup4j.cli;

import io.backup4j.sql.postgres.PostgresSource;

/** A PostgreSQL database as a source. */
final class PostgresScheme {
    private PostgresScheme() {}

    /** Returns the source; touches nothing yet. */
    static SourceUrls.Found find(String rest, Logins logins) {
        PostgresUrl url = PostgresUrl.of(rest, logins);
        String name = url.database().replaceAll("[^\\p{L}\\p{N}._-]", "_");
        return new SourceUrls.Found(name, url.identity(), PostgresSource.logical(url.source()));
    }
}
