package io.backup4j.testkit;

import io.backup4j.api.ObjectNames;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files below a directory, seen as objects. */
record RawFiles(Path directory) implements RawObjects {
    @Override
    public List<String> names() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace(File.separatorChar, '/'))
                    .filter(ObjectNames::isValid)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] readAll(String name) {
        try {
            return Files.readAllBytes(file(name));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("No object " + name + " in " + directory, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void overwrite(String name, byte[] bytes) {
        try {
            Files.createDirectories(directory.resolve(name).toAbsolutePath().getParent());
            Files.write(file(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(String name) {
        try {
            Files.delete(file(name));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("No object " + name + " in " + directory, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return directory.resolve(ObjectNames.check(name));
    }
}
