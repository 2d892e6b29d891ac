package io.backup4j.store.local;

import io.backup4j.api.ObjectNames;
import io.backup4j.api.StoredObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks over the files of a store and tells those that are objects. */
final class Listing extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Consumer<? super StoredObject> visitor;

    Listing(Path root, Consumer<? super StoredObject> visitor) {
        this.root = root;
        this.visitor = visitor;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return isOurs(directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && isOurs(file)) {
            String name = root.relativize(file).toString().replace(File.separatorChar, '/');
            visitor.accept(new StoredObject(name, attributes.size()));
        }
        return FileVisitResult.CONTINUE;
    }

    /** What was deleted meanwhile need not be told; what is not ours may be unreadable, {@code lost+found} for one. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException || !isOurs(file)) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
        if (failure == null || failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    private boolean isOurs(Path place) {
        return place.equals(root) || ObjectNames.isValid(String.valueOf(place.getFileName()));
    }
}
