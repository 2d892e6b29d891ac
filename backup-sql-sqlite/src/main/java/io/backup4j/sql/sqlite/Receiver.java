package io.backup4j.sql.sqlite;

import io.backup4j.api.EntryContent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/** A private file that takes the content of a database. */
final class Receiver implements Closeable {
    private static final String REFUSED = "What is to be restored is not a SQLite database, or an encrypted one";

    private final Path file;
    private final Closeable disposal;

    /** Receives into {@code file}, which is there and empty; {@code disposal} takes it away. */
    Receiver(Path file, Closeable disposal) {
        this.file = file;
        this.disposal = disposal;
    }

    /** Returns where it is. */
    Path file() {
        return file;
    }

    /** Takes the whole content and requires it to be a sound database; returns what people should know of the check. */
    Optional<String> receive(EntryContent content) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            content.writeTo((bytes, offset, length) -> write(out, bytes, offset, length));
            out.force(true);
        }
        if (Files.size(file) != content.size()) {
            throw new IOException("Of " + content.size() + " bytes " + Files.size(file) + " arrived");
        }
        try {
            return Soundness.require(file, "The database that is to be restored", Soundness.Depth.FULL);
        } catch (IOException e) {
            throw new IOException(
                    e.getMessage() + "; to get the file as it is, restore its component into a directory", e);
        }
    }

    /** Looks at the first bytes before the disk is filled with something else. */
    private static void write(FileChannel out, byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        if (out.position() == 0 && !DatabaseHeader.isMagic(Arrays.copyOfRange(bytes, offset, offset + length))) {
            throw new IOException(REFUSED);
        }
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        disposal.close();
    }
}
