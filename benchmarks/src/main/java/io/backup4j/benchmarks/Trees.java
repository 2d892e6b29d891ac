package io.backup4j.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Whole directory trees; symbolic links are not followed. */
final class Trees {
    private Trees() {}

    /** Reads every file once, so that each peer finds the page cache in the same state. */
    static void warm(Path tree) throws IOException {
        Files.walkFileTree(tree, new EachFile() {
            @Override
            void file(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    try (InputStream in = Files.newInputStream(file)) {
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                }
            }
        });
    }

    /** The files' lengths added up; directories count nothing. */
    static long bytes(Path tree) throws IOException {
        long[] sum = new long[1];
        Files.walkFileTree(tree, new EachFile() {
            @Override
            void file(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.size();
            }
        });
        return sum[0];
    }

    static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new EachFile() {
            @Override
            void file(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                FileVisitResult result = super.postVisitDirectory(directory, failure);
                Files.delete(directory);
                return result;
            }
        });
    }

    private abstract static class EachFile extends SimpleFileVisitor<Path> {
        abstract void file(Path file, BasicFileAttributes attributes) throws IOException;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            file(file, attributes);
            return FileVisitResult.CONTINUE;
        }
    }
}
