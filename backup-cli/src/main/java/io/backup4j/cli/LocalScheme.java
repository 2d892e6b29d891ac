package io.backup4j.cli;

import io.backup4j.api.BackupStore;
import io.backup4j.store.local.LocalStore;
import java.nio.file.Path;
import java.util.Optional;

/** A directory: {@code file:/path}, {@code file:///path} or {@code file:path}. */
final class LocalScheme implements StoreUrls.Scheme {
    @Override
    public String name() {
        return "file";
    }

    @Override
    public String form() {
        return "file:/path";
    }

    @Override
    public BackupStore open(String rest, Surroundings surroundings) {
        return LocalStore.at(pathOf(rest));
    }

    @Override
    public Optional<Path> directory(String rest) {
        return Optional.of(pathOf(rest));
    }

    /** Returns the path of a directory that holds a repository. */
    static Path path(String text) {
        if (text.isEmpty()) {
            throw new UsageException("The path of the repository is empty");
        }
        return FilesScheme.path(text);
    }

    private static Path pathOf(String rest) {
        if (rest.startsWith("//") && !rest.startsWith("///")) {
            throw new UsageException("A host in a file: URL is not supported: file:" + rest + " (write file:/path)");
        }
        return path(rest.startsWith("///") ? rest.substring(2) : rest);
    }
}
