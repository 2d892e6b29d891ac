package io.backup4j.core.internal.keys;

import io.backup4j.api.WrongKeyException;
import io.backup4j.core.internal.crypto.SecretBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** A file of 32 random bytes, written as 64 hexadecimal digits and a line feed so that it survives being copied by hand. */
public final class KeyFile {
    private static final int KEY_LENGTH = 32;
    private static final int DIGITS = 2 * KEY_LENGTH;
    private static final int LONGEST_LINE_END = 2;
    private static final Set<OpenOption> CREATE_ONLY = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private KeyFile() {}

    /**
     * Makes a key file, readable by its owner only where the file system knows owners.
     *
     * @throws IOException when it is there or cannot be written
     */
    public static void generate(Path file, SecureRandom random) throws IOException {
        byte[] line = new byte[DIGITS + 1];
        try (SecretBytes key = SecretBytes.random(KEY_LENGTH, random)) {
            for (int i = 0; i < KEY_LENGTH; i++) {
                line[2 * i] = (byte) HexFormat.of().toHighHexDigit(key.bytes()[i]);
                line[2 * i + 1] = (byte) HexFormat.of().toLowHexDigit(key.bytes()[i]);
            }
            line[DIGITS] = '\n';
            write(file, line);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    /**
     * Reads a key file.
     *
     * @return 32 bytes
     * @throws WrongKeyException when it cannot be read or is not one
     */
    static SecretBytes read(Path file) {
        byte[] line;
        try (InputStream in = Files.newInputStream(file)) {
            line = in.readNBytes(DIGITS + LONGEST_LINE_END + 1);
        } catch (NoSuchFileException e) {
            throw new WrongKeyException(
                    "The key file " + file + " does not exist. Give the file that was made for this repository", e);
        } catch (IOException e) {
            throw new WrongKeyException("The key file " + file + " cannot be read: " + e, e);
        }
        try {
            return parse(file, line);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    private static SecretBytes parse(Path file, byte[] line) {
        boolean valid = line.length >= DIGITS && isLineEnd(line);
        byte[] key = new byte[KEY_LENGTH];
        for (int i = 0; i < KEY_LENGTH && valid; i++) {
            int high = Character.digit(line[2 * i], 16);
            int low = Character.digit(line[2 * i + 1], 16);
            valid = high >= 0 && low >= 0;
            key[i] = (byte) (high << 4 | low);
        }
        if (!valid) {
            throw new WrongKeyException("The file " + file + " is not a key file: it does not hold just " + DIGITS
                    + " hexadecimal digits. Give the file that was made for this repository");
        }
        return SecretBytes.owning(key);
    }

    private static boolean isLineEnd(byte[] line) {
        int rest = line.length - DIGITS;
        return rest == 0
                || rest == 1 && line[DIGITS] == '\n'
                || rest == LONGEST_LINE_END && line[DIGITS] == '\r' && line[DIGITS + 1] == '\n';
    }

    private static void write(Path file, byte[] line) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE_ONLY, ownerOnly(file))) {
            ByteBuffer rest = ByteBuffer.wrap(line);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
