package io.backup4j.cli;

import io.backup4j.api.RestoreTarget;
import io.backup4j.core.command.CommandTarget;
import io.backup4j.core.files.FileTreeTarget;
import java.util.Optional;

/** The targets that can be named: a path, {@code files:/path}, {@code command:PROGRAM ARGUMENTS}. */
final class TargetUrls {
    private TargetUrls() {}

    /** What may happen to what is at the target already. */
    enum Existing {
        /** It is in the way. */
        KEEP,
        /** Entries of the restore point replace it. */
        OVERWRITE,
        /** In addition all else is removed. */
        MIRROR
    }

    /**
     * Returns the target that {@code url} names.
     *
     * @throws UsageException when there is no such kind of target
     */
    static RestoreTarget parse(String url, Existing existing) {
        Optional<Url> parts = Url.of(url);
        return parts.isEmpty() ? tree(url, existing) : parse(parts.get(), existing);
    }

    private static RestoreTarget parse(Url url, Existing existing) {
        return switch (url.scheme()) {
            case "files" -> tree(url.rest(), existing);
            case "command" -> CommandTarget.of(CommandScheme.words(url.rest()));
            default -> throw url.unknown("target", "files:/path, command:PROGRAM ARGUMENTS");
        };
    }

    private static RestoreTarget tree(String path, Existing existing) {
        FileTreeTarget target = FileTreeTarget.into(FilesScheme.path(path));
        return switch (existing) {
            case KEEP -> target;
            case OVERWRITE -> target.overwriting();
            case MIRROR -> target.mirroring();
        };
    }
}
