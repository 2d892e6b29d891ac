package io.backup4j.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A file that appears under its name only when it is complete; until then it has a name beside. */
final class NewFile implements Closeable {
    private final Path file;
    private final boolean replace;
    private final Path beside;
    private final FileChannel channel;

    private NewFile(Path file, boolean replace, Path beside) throws IOException {
        this.file = file;
        this.replace = replace;
        this.beside = beside;
        this.channel = FileChannel.open(beside, StandardOpenOption.WRITE);
    }

    /**
     * Begins a file.
     *
     * @throws FailureException when there is one of that name, unless it is to be replaced
     */
    static NewFile create(Path file, boolean replace) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FailureException(file + " is a directory");
        }
        if (!replace && Files.exists(file)) {
            throw exists(file);
        }
        Path directory = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file.toAbsolutePath());
        if (!Files.isDirectory(directory)) {
            throw new FailureException("There is no directory " + directory + " for the archive");
        }
        // Readable for its owner only, as archives of everything should be.
        return new NewFile(file, replace, Files.createTempFile(directory, ".backup-", ".part"));
    }

    /** Returns where the content goes. */
    OutputStream stream() {
        return Channels.newOutputStream(channel);
    }

    /** Gives the file its name. */
    void publish() throws IOException {
        channel.force(true);
        channel.close();
        if (replace) {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        try {
            // Unlike a rename, a link fails when somebody else took the name meanwhile.
            Files.createLink(file, beside);
        } catch (FileAlreadyExistsException taken) {
            throw exists(file);
        } catch (UnsupportedOperationException | IOException noLinks) {
            Files.move(beside, file);
        }
    }

    /** Removes what was not published. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(beside);
    }

    private static FailureException exists(Path file) {
        return new FailureException(file + " exists already; nothing has been written (--force replaces it)");
    }
}
