package io.backup4j.store.local;

import io.backup4j.api.ObjectUnreadableException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file of an object.
 *
 * @param root of the store
 * @param name of the object
 * @param file where it lies
 * @param opener opens it
 */
record StoredFile(Path root, String name, Path file, Opener opener) {
    /** A way to open files. */
    @FunctionalInterface
    interface Opener {
        SeekableByteChannel open(Path file) throws IOException;
    }

    /** A channel and not a file stream: on Windows an open file stream keeps others from deleting the file. */
    static SeekableByteChannel openChannel(Path file) throws IOException {
        return Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    SeekableByteChannel open() throws IOException {
        return opener.open(file);
    }

    IOException failure(IOException cause) {
        return new IOException("Could not read " + file + ": " + Failure.text(cause), cause);
    }

    ObjectUnreadableException unreadable(long offset, long length, IOException cause) {
        return new ObjectUnreadableException(root.toString(), name, offset, length, cause);
    }
}
