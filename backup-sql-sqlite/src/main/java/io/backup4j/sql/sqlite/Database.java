package io.backup4j.sql.sqlite;

import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Where a database is and how it is reached. Immutable. */
sealed interface Database {
    /** Returns what its entry is called. */
    EntryPath entry();

    /** Returns where it is, for people; no secrets. */
    String location();

    /**
     * Opens it.
     *
     * @throws IOException when it is not there or cannot be opened
     */
    OpenDatabase open(int busyMillis) throws IOException;

    /** Returns the database in a file. */
    static Database inFile(Path path) {
        return new InFile(path);
    }

    /** Returns a database that only one connection reaches; it is never closed. */
    static Database behind(String name, Connection connection) {
        return new Behind(named(name), () -> connection, false);
    }

    /** Returns a database that every connection of {@code connections} reaches. */
    static Database behind(String name, DataSource connections) {
        return new Behind(named(name), connections::getConnection, true);
    }

    private static EntryPath named(String name) {
        EntryPath path = EntryPath.of(name);
        if (path.isRoot()) {
            throw new IllegalArgumentException("A database that is no file needs a name");
        }
        return path;
    }

    /** A database in a file, by the name that it was given, which may be a link. */
    record InFile(Path path) implements Database {
        /** Links that SQLite follows before it gives up. */
        private static final int MOST_LINKS = 200;

        @Override
        public EntryPath entry() {
            Path name = path.toAbsolutePath().normalize().getFileName();
            return EntryPath.root().resolve(String.valueOf(name).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String location() {
            return path.toAbsolutePath().normalize().toString();
        }

        /**
         * Returns the file that SQLite opens under this name, beside which the sidecars are: links are followed, also one to a file
         * that is not there yet.
         */
        Path file() throws IOException {
            Path file = path.toAbsolutePath();
            // On Windows SQLite takes names as they are.
            if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
                return file.normalize();
            }
            if (Files.exists(file)) {
                return file.toRealPath();
            }
            for (int links = 0; Files.isSymbolicLink(file); links++) {
                if (links == MOST_LINKS) {
                    throw new FileSystemException(
                            location(), null, "its links lead to no file; give the name of the file itself");
                }
                file = file.resolveSibling(Files.readSymbolicLink(file));
            }
            Path directory = file.getParent();
            return directory == null || !Files.exists(directory)
                    ? file.normalize()
                    : directory.toRealPath().resolve(file.getFileName());
        }

        /** Opens it without ever creating it, which SQLite would do silently. */
        @Override
        public OpenDatabase open(int busyMillis) throws IOException {
            Path file = file();
            if (!Files.exists(file)) {
                throw new NoSuchFileException(location(), null, "there is no such database");
            }
            if (!Files.isRegularFile(file)) {
                throw new IOException(location() + " is not a file, so it is no SQLite database");
            }
            return OpenDatabase.of(location(), () -> Sql.connect(file, "mode=rw"), true, busyMillis);
        }
    }

    /** A database that the application gives connections to. */
    record Behind(EntryPath entry, Opener opener, boolean closes) implements Database {
        @Override
        public String location() {
            return entry.toString();
        }

        @Override
        public OpenDatabase open(int busyMillis) throws IOException {
            return OpenDatabase.of(location(), opener, closes, busyMillis);
        }
    }

    /** Gives a connection. */
    interface Opener {
        Connection get() throws SQLException;
    }
}
