package io.backup4j.sql.sqlite;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A directory for copies that nobody but this user may look into; closing it deletes it. */
final class PrivateFolder implements Closeable {
    private final Path folder;

    private PrivateFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes one inside {@code parent}. */
    static PrivateFolder in(Path parent) throws IOException {
        try {
            return new PrivateFolder(Files.createTempDirectory(parent, "backup4j-sqlite"));
        } catch (IOException e) {
            throw new IOException(
                    "Could not make a directory for copies in " + parent + ": " + reason(e)
                            + "; name another temporary directory that is there and may be written to",
                    e);
        }
    }

    /** An exception for a file mostly has its name for a message. */
    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such directory" : e.toString();
    }

    /** Makes an empty file that only this user may read and write; SQLite leaves its permissions alone. */
    Path newFile() throws IOException {
        return Files.createTempFile(folder, "copy", ".db");
    }

    /** Returns the bytes that still fit into it. */
    long room() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Deletes the directory with all that is in it, also what SQLite has put beside the copies. */
    @Override
    public void close() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
