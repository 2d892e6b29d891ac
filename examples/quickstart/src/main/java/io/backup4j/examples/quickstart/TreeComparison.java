package io.backup4j.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares two trees without the library: names, kinds, every byte, times of change, permissions where there are any. */
final class TreeComparison {
    private TreeComparison() {}

    /** Returns the number of things compared. */
    static int requireEqual(Path expected, Path actual) throws IOException {
        Map<String, Path> left = list(expected);
        Map<String, Path> right = list(actual);
        TourException.require(left.keySet().equals(right.keySet()), "both trees hold the same names");
        for (Map.Entry<String, Path> entry : left.entrySet()) {
            Path other = right.getOrDefault(entry.getKey(), actual);
            TourException.require(
                    isEqual(entry.getValue(), other), "'" + entry.getKey() + "' is the same in both trees");
        }
        return left.size();
    }

    private static Map<String, Path> list(Path root) throws IOException {
        Map<String, Path> paths = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            walk.forEach(path -> paths.put(root.relativize(path).toString(), path));
        }
        return paths;
    }

    private static boolean isEqual(Path left, Path right) throws IOException {
        BasicFileAttributes a = attributes(left);
        BasicFileAttributes b = attributes(right);
        if (a.isSymbolicLink() || b.isSymbolicLink()) {
            return a.isSymbolicLink()
                    && b.isSymbolicLink()
                    && Files.readSymbolicLink(left).equals(Files.readSymbolicLink(right));
        }
        return a.isDirectory() == b.isDirectory()
                && a.lastModifiedTime().equals(b.lastModifiedTime())
                && permissions(left).equals(permissions(right))
                && (a.isDirectory() || Files.mismatch(left, right) < 0);
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static Object permissions(Path path) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS) : "none";
    }
}
