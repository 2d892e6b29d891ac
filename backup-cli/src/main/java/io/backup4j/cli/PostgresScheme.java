package io.backup4j.cli;

import io.backup4j.sql.postgres.PostgresSource;
import java.util.function.Consumer;

/** A PostgreSQL database: {@code postgres://user@host:port/database}. */
final class PostgresScheme implements SourceUrls.Scheme {
    @Override
    public boolean isCalled(String scheme) {
        return PostgresUrl.isScheme(scheme);
    }

    @Override
    public String form() {
        return PostgresUrl.FORM;
    }

    @Override
    public SourceUrls.Found find(String rest, TreeOptions options, Logins logins, Consumer<String> remarks) {
        PostgresUrl url = PostgresUrl.of(rest, logins);
        String name = url.database().replaceAll("[^\\p{L}\\p{N}._-]|^\\.{1,2}$", "_");
        return new SourceUrls.Found(name, url.identity(), PostgresSource.logical(url.source()));
    }
}
