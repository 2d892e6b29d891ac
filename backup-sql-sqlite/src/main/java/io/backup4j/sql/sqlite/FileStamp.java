package io.backup4j.sql.sqlite;

import io.backup4j.api.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * By what a database in a file is known not to have changed: number, size and times of the file and of its write-ahead log. Every
 * commit writes to one of the two. Only looked at from outside.
 */
final class FileStamp {
    /** Who changed later than this before the run may change again within the same tick of the file system's clock. */
    private static final Duration UNSETTLED = Duration.ofSeconds(2);

    private static final int FILE_BYTES = 3 * Long.BYTES + 2 * (Long.BYTES + Integer.BYTES);

    private FileStamp() {}

    /** Returns the stamp; none where the system does not tell, or when a file is younger than two seconds before the run. */
    static ByteString of(Path database, Instant startedAt) throws IOException {
        if (!database.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return ByteString.empty();
        }
        Path log = Sidecar.WAL.of(database);
        // An empty log says nothing, and SQLite makes one by merely opening the database.
        boolean isLogged = Files.exists(log) && Files.size(log) > 0;
        ByteBuffer stamp = ByteBuffer.allocate((isLogged ? 2 : 1) * FILE_BYTES);
        Instant settled = startedAt.minus(UNSETTLED);
        try {
            boolean isOld = put(database, "ctime", settled, stamp);
            // Root changes the log's ctime by opening it, as SQLite then gives the log the owner of the database.
            isOld &= !isLogged || put(log, "lastModifiedTime", settled, stamp);
            return isOld ? ByteString.of(stamp.array()) : ByteString.empty();
        } catch (NoSuchFileException goneMeanwhile) {
            return ByteString.empty();
        }
    }

    private static boolean put(Path file, String latest, Instant settled, ByteBuffer stamp) throws IOException {
        Map<String, Object> seen = Files.readAttributes(file, "unix:size,dev,ino,lastModifiedTime,ctime");
        Instant modified = time(seen, "lastModifiedTime");
        Instant changed = time(seen, latest);
        stamp.putLong(number(seen, "size")).putLong(number(seen, "dev")).putLong(number(seen, "ino"));
        stamp.putLong(modified.getEpochSecond()).putInt(modified.getNano());
        stamp.putLong(changed.getEpochSecond()).putInt(changed.getNano());
        return modified.isBefore(settled) && changed.isBefore(settled);
    }

    private static Instant time(Map<String, Object> seen, String name) {
        return seen.get(name) instanceof FileTime time ? time.toInstant() : Instant.MAX;
    }

    private static long number(Map<String, Object> seen, String name) {
        return seen.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
