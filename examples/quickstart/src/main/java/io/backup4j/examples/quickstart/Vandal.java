package io.backup4j.examples.quickstart;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Flips bits of one byte in the largest object of a store; doing it twice repairs it. */
final class Vandal {
    private final Path file;
    private final long position;

    private Vandal(Path file, long position) {
        this.file = file;
        this.position = position;
    }

    /** Picks a byte in the middle of the largest file. */
    static Vandal of(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            Path largest = files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(path -> path.toFile().length()))
                    .orElseThrow();
            return new Vandal(largest, Files.size(largest) / 2);
        }
    }

    /** Returns the file. */
    Path file() {
        return file;
    }

    /** Returns which byte of it, counted from 0. */
    long position() {
        return position;
    }

    /** Turns all eight bits of the byte. */
    void flip() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) ~one.get(0)).rewind();
            channel.write(one, position);
        }
    }
}
