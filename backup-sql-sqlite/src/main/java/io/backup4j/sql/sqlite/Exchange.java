package io.backup4j.sql.sqlite;

import io.backup4j.api.OutcomeUnknownException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One database file taking the place of another, whose files go aside together. At no moment is there none, or one beside sidecars that are
 * not its own: SQLite first moves all commits into the old file, so that its sidecars are void; then they go; then the file is exchanged in one step.
 */
final class Exchange {
    private final Path database;
    private final @Nullable Path aside;
    private boolean isInPlace;

    private Exchange(Path database, @Nullable Path aside) {
        this.database = database;
        this.aside = aside;
    }

    /**
     * Makes ready what is there, without changing what it holds.
     *
     * @throws IOException when somebody else uses the database
     */
    static Exchange prepare(Path database, int busyMillis) throws IOException {
        if (!Files.exists(database)) {
            return new Exchange(database, hasSidecars(database) ? asideOf(database) : null);
        }
        settle(database, busyMillis);
        return new Exchange(database, asideOf(database));
    }

    private static boolean hasSidecars(Path database) {
        for (Sidecar sidecar : Sidecar.values()) {
            if (Files.exists(sidecar.of(database))) {
                return true;
            }
        }
        return false;
    }

    private static Path asideOf(Path database) throws IOException {
        Path directory = database.toAbsolutePath().getParent();
        return Files.createTempDirectory(directory, database.getFileName() + ".before-restore-");
    }

    /**
     * Has SQLite move all commits into the file: closing the only connection writes the log into the database and removes it. What is no
     * database any more is taken as it lies there.
     *
     * @throws IOException when somebody else uses the database
     */
    static void settle(Path database, int busyMillis) throws IOException {
        try (Connection connection = Sql.connect(database, "mode=rw")) {
            Sql.execute(connection, "pragma busy_timeout=" + Math.min(busyMillis, 1000));
            Sql.execute(connection, "pragma locking_mode=exclusive");
            Sql.execute(connection, "begin exclusive");
            Sql.execute(connection, "commit");
            Sql.text(connection, "pragma wal_checkpoint(truncate)");
        } catch (SQLException e) {
            int code = e.getErrorCode() & 0xff;
            if (code != Sql.NOT_A_DATABASE && code != Sql.CORRUPT) {
                throw new IOException(
                        "Could not take " + database + " aside: " + e.getMessage()
                                + "; stop the program that uses it, or restore into the live database",
                        e);
            }
        }
    }

    /** Exchanges the files. */
    void putInPlace(Path staged) throws IOException {
        Path kept = aside;
        if (kept != null) {
            moveSidecars(kept);
            if (Files.exists(database)) {
                takeOwner(staged);
                keep(kept.resolve(database.getFileName()));
            }
            force(kept);
        }
        Files.move(staged, database, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        isInPlace = true;
        force(database.resolveSibling("."));
    }

    private void moveSidecars(Path kept) throws IOException {
        for (Sidecar sidecar : Sidecar.values()) {
            Path old = sidecar.of(database);
            if (Files.exists(old)) {
                Files.move(old, kept.resolve(old.getFileName()));
            }
        }
    }

    /** A second name leaves the first in place until the new file takes it; not every file system has second names. */
    private void keep(Path name) throws IOException {
        try {
            Files.createLink(name, database);
        } catch (FileSystemException | UnsupportedOperationException noLinks) {
            Files.move(database, name);
        }
    }

    private void takeOwner(Path staged) throws IOException {
        if (!database.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        // What is the same need not be set, which only root may do; the permissions come last, as a new owner changes
        // them.
        for (String name : List.of("unix:uid", "unix:gid", "unix:mode")) {
            Object old = Files.getAttribute(database, name);
            if (!Objects.equals(Files.getAttribute(staged, name), old)) {
                Files.setAttribute(staged, name, old);
            }
        }
    }

    /** Puts everything back as it was. */
    void takeBack(Throwable failure) {
        try {
            if (isInPlace) {
                removeSidecars();
                Files.delete(database);
            }
            Path kept = aside;
            if (kept != null) {
                moveBack(kept);
                Files.delete(kept);
            }
            force(database.resolveSibling("."));
        } catch (IOException | RuntimeException | Error e) {
            e.addSuppressed(failure);
            throw new OutcomeUnknownException(
                    "Restoring " + database + " failed (" + failure.getMessage()
                            + "), and so did putting back what was there (" + e.getMessage()
                            + "). Do not start the application before you have moved the files in " + aside
                            + " back to where they were",
                    e);
        }
    }

    private void removeSidecars() throws IOException {
        for (Sidecar sidecar : Sidecar.values()) {
            Files.deleteIfExists(sidecar.of(database));
        }
    }

    private void moveBack(Path kept) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(kept)) {
            for (Path file : files) {
                Path place = database.resolveSibling(file.getFileName());
                if (Files.exists(place) && Files.isSameFile(file, place)) {
                    Files.delete(file);
                } else {
                    Files.move(file, place);
                }
            }
        }
    }

    /** Returns where the old files are, none when there were none. */
    Optional<Path> aside() {
        return Optional.ofNullable(aside);
    }

    /** Deletes the old files. */
    void forget() throws IOException {
        Path kept = aside;
        if (kept != null) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(kept)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(kept);
        }
    }

    /** Makes renames durable; where a directory cannot be opened as a file, the system does without. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException windows) {
            return;
        }
    }
}
