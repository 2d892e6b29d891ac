package io.backup4j.cli;

import io.backup4j.sql.sqlite.SqliteSource;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A SQLite database, in use or not: {@code sqlite:/path/app.db}. */
final class SqliteScheme implements SourceUrls.Scheme {
    @Override
    public boolean isCalled(String scheme) {
        return scheme.equals("sqlite");
    }

    @Override
    public String form() {
        return "sqlite:/path/app.db";
    }

    @Override
    public SourceUrls.Found find(String rest, TreeOptions options, Logins logins, Consumer<String> remarks) {
        Path path = FilesScheme.path(rest);
        Path name = path.toAbsolutePath().normalize().getFileName();
        return new SourceUrls.Found(
                name == null ? "sqlite" : name.toString(), "sqlite:" + FilesScheme.real(path), SqliteSource.of(path));
    }
}
