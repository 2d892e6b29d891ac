package io.backup4j.store.local;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says what went wrong, where, and what to do. */
final class Failure {
    private Failure() {}

    static IOException of(String action, Path root, IOException cause) {
        return new IOException("Could not " + action + " " + root + ": " + text(cause) + advice(cause), cause);
    }

    static IOException ofPut(String name, long length, Path root, IOException cause) {
        String action = "store " + name + " (" + length + " bytes) in";
        long usable = usableBytes(root);
        if (usable < length) {
            String room = "; " + usable + " bytes are free there, make room";
            return new IOException("Could not " + action + " " + root + ": " + text(cause) + room, cause);
        }
        return of(action, root, cause);
    }

    /** The JDK's exceptions for single files say nothing but the name of the file. */
    static String text(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "permission denied at " + denied.getFile();
        }
        if (cause instanceof NoSuchFileException missing) {
            return missing.getFile() + " has vanished";
        }
        if (cause instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getFile() + " " + failed.getReason();
        }
        if (cause instanceof ClosedByInterruptException) {
            return "the thread was interrupted";
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static String advice(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "; give the user of this process the right to read and write there";
        }
        if (cause instanceof NoSuchFileException) {
            return "; check that the disk is still mounted and nobody else tidies up there";
        }
        return "";
    }

    /** Unknown counts as plenty: only a lack that is certain is worth telling. */
    private static long usableBytes(Path root) {
        try {
            return Files.getFileStore(root).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
