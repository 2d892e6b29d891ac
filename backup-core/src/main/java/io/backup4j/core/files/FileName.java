package io.backup4j.core.files;

import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A name in a directory. Ordered by its unsigned bytes. */
final class FileName implements Comparable<FileName> {
    private final byte[] bytes;
    private final Path path;

    private FileName(byte[] bytes, Path path) {
        this.bytes = bytes;
        this.path = path;
    }

    static FileName of(Path path) {
        return new FileName(RawNames.bytes(path), path);
    }

    /** Returns the names in a directory, in their order. */
    static List<FileName> in(Path directory) throws IOException {
        List<FileName> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                names.add(of(file));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    /** Returns the entry of this name in {@code directory}. */
    EntryPath in(EntryPath directory) {
        return directory.resolve(bytes);
    }

    /** Returns the file that it names. */
    Path path() {
        return path;
    }

    boolean endsWith(String ending) {
        byte[] end = ending.getBytes(StandardCharsets.US_ASCII);
        int from = bytes.length - end.length;
        return from > 0 && Arrays.equals(bytes, from, bytes.length, end, 0, end.length);
    }

    /** Returns the name that lacks {@code ending}, in the same directory. */
    FileName without(String ending) throws IOException {
        return sibling(Arrays.copyOf(bytes, bytes.length - ending.length()));
    }

    /** Returns the name with {@code ending} added, in the same directory. */
    FileName plus(String ending) throws IOException {
        byte[] end = ending.getBytes(StandardCharsets.US_ASCII);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + end.length);
        System.arraycopy(end, 0, longer, bytes.length, end.length);
        return sibling(longer);
    }

    @Override
    public int compareTo(FileName other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileName that && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    private FileName sibling(byte[] name) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("Not in a directory: " + path);
        }
        return new FileName(name, RawNames.child(directory, name));
    }
}
