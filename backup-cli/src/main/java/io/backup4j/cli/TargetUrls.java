package io.backup4j.cli;

import io.backup4j.api.Component;
import io.backup4j.api.RestoreTarget;
import io.backup4j.core.command.CommandTarget;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.sql.sqlite.SqliteTarget;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The targets that can be named: a path, {@code files:/path}, {@code sqlite:/path/app.db}, {@code command:PROGRAM ARGUMENTS}.
 */
final class TargetUrls {
    private static final String FILES = "files";

    private TargetUrls() {}

    /** What may happen to what is at the target already. */
    enum Existing {
        /** It is in the way. */
        KEEP,
        /** Entries of the restore point replace it. */
        OVERWRITE,
        /** In addition all else is removed. */
        MIRROR,
        /** It is a database in use, and gets the restored content while it is. */
        LIVE
    }

    /**
     * Returns the target that a path or URL names.
     *
     * @throws UsageException when there is no such kind of target, or this cannot happen to it
     */
    static RestoreTarget parse(String target, Existing existing) {
        Url url = url(target);
        return switch (url.scheme()) {
            case FILES -> tree(url.rest(), existing);
            case "sqlite" -> sqlite(url.rest(), existing);
            case "command" -> CommandTarget.of(CommandScheme.words(url.rest()));
            default ->
                throw url.unknown(
                        "target",
                        "files:/path, sqlite:/path/app.db, " + PostgresUrl.FORM + ", command:PROGRAM ARGUMENTS");
        };
    }

    /** Returns the directory that a path or {@code files:} names, if it is one of them. */
    static Optional<Path> directory(String target) {
        Url url = url(target);
        return url.scheme().equals(FILES) ? Optional.of(FilesScheme.path(url.rest())) : Optional.empty();
    }

    private static Url url(String target) {
        return Url.of(target).orElseGet(() -> new Url(FILES, target));
    }

    private static RestoreTarget tree(String path, Existing existing) {
        FileTreeTarget target = FileTreeTarget.into(FilesScheme.path(path));
        return switch (existing) {
            case KEEP -> target;
            case OVERWRITE -> target.overwriting();
            case MIRROR -> target.mirroring();
            case LIVE -> throw new UsageException("--live is for databases: " + path);
        };
    }

    private static RestoreTarget sqlite(String path, Existing existing) {
        SqliteTarget target = SqliteTarget.into(FilesScheme.path(path));
        return switch (existing) {
            case KEEP -> target;
            case OVERWRITE -> target.overwriting();
            case MIRROR -> throw new UsageException("--mirror is for directories: sqlite:" + path);
            case LIVE -> SqliteTarget.live(FilesScheme.path(path));
        };
    }

    /**
     * Returns the URL of the place that a component came from.
     *
     * @throws UsageException when its kind of source is no kind of target
     */
    static String origin(Component component) {
        String url = component.sourceType() + ":" + component.sourceLocation();
        parse(url, Existing.OVERWRITE);
        return url;
    }
}
