package io.backup4j.store.local;

import io.backup4j.api.ObjectBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings objects in: writes them under a name that no listing shows and gives them their own name when they are whole. */
final class Incoming {
    /**
     * Only saves space: a writer whose file is removed fails, and nothing else comes of it. A day is longer than the
     * writing of one object takes.
     */
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private static final int CHUNK = 256 * 1024;

    private final Path directory;
    private final Directories directories;
    private final Publisher publisher;
    private final AtomicBoolean swept = new AtomicBoolean();

    Incoming(Path directory, Directories directories, Publisher publisher) {
        this.directory = directory;
        this.directories = directories;
        this.publisher = publisher;
    }

    /** Returns false when there is a {@code file} already; otherwise it is durable. */
    boolean store(ObjectBody body, Path file) throws IOException {
        directories.prepare(directory);
        Path temporary = directory.resolve(UUID.randomUUID() + ".part");
        try {
            write(body, temporary);
            if (!publisher.publish(temporary, file)) {
                return false;
            }
        } finally {
            discard(temporary);
        }
        // The bytes are on the disk; without this the name may not be.
        Directories.force(Directories.above(file));
        return true;
    }

    private void write(ObjectBody body, Path temporary) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                InputStream in = body.open()) {
            sweepOnce(temporary);
            long written = copy(in, channel);
            if (written != body.length()) {
                throw new IOException("The body says it has " + body.length() + " bytes and gave " + written);
            }
            // Before it gets its name: the name must never stand for bytes that a crash can still lose.
            channel.force(true);
        }
    }

    /** In chunks, because the JDK keeps a buffer as large as the largest write, one for each thread. */
    private static long copy(InputStream in, FileChannel channel) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long written = 0;
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
            while (bytes.hasRemaining()) {
                written += channel.write(bytes);
            }
        }
        return written;
    }

    /** Removes what killed writers left, by the clock of the file system, which is the one that dated it. */
    private void sweepOnce(Path temporary) throws IOException {
        if (!swept.compareAndSet(false, true)) {
            return;
        }
        Instant oldest = Files.getLastModifiedTime(temporary).toInstant().minus(LEFT_BEHIND);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "*.part*")) {
            for (Path file : left) {
                if (isOlder(file, oldest)) {
                    discard(file);
                }
            }
        }
    }

    private static boolean isOlder(Path file, Instant oldest) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(oldest);
        } catch (IOException gone) {
            return false;
        }
    }

    /** What cannot be removed now is harmless; a later writer removes it. */
    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return;
        }
    }
}
