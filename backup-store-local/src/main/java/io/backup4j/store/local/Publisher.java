package io.backup4j.store.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Gives a complete file its name, unless the name is taken: of all who try at once exactly one succeeds. */
@FunctionalInterface
interface Publisher {
    /** Returns false when there is a {@code file} already. The temporary file may stay behind. */
    boolean publish(Path temporary, Path file) throws IOException;

    /** Links; where the file system has no hard links, moves. */
    static boolean linkOrMove(Path temporary, Path file) throws IOException {
        try {
            return link(temporary, file);
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            // Never for a passing failure: a mover does not see a linker between its look and its move.
            if (canLink(temporary)) {
                throw e;
            }
            return moveUnderLock(temporary, file);
        }
    }

    /** A link is the one call that every POSIX system and NTFS promise to fail when the name is taken. */
    static boolean link(Path temporary, Path file) throws IOException {
        try {
            Files.createLink(file, temporary);
            return true;
        } catch (FileAlreadyExistsException e) {
            // A network file system may repeat a link whose answer was lost, and meets its own work.
            return isSame(temporary, file);
        }
    }

    /**
     * A move replaces silently, and looking first is a race: so all movers take turns under a lock, which the system
     * releases even when its holder is killed.
     */
    static boolean moveUnderLock(Path temporary, Path file) throws IOException {
        // The lock belongs to the whole process, so its threads have to take turns among themselves.
        synchronized (Publisher.class) {
            try (FileChannel channel = FileChannel.open(
                    temporary.resolveSibling("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    return false;
                }
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
                return true;
            }
        }
    }

    private static boolean canLink(Path temporary) {
        Path trial = temporary.resolveSibling(temporary.getFileName() + ".link");
        try {
            Files.createLink(trial, temporary);
            Files.delete(trial);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean isSame(Path temporary, Path file) throws IOException {
        try {
            return Files.isSameFile(temporary, file);
        } catch (NoSuchFileException deletedSince) {
            return false;
        }
    }
}
