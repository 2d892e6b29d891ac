package io.backup4j.core.internal.format;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import java.security.MessageDigest;
import java.util.Arrays;

/** What every object begins and ends with: a header that says what it is, and a check that needs no key. */
public final class ObjectFrame {
    /** Bytes before the content. */
    public static final int HEADER_LENGTH = 8;

    /** Bytes behind the content. */
    public static final int CHECK_LENGTH = 32;

    /** Bytes of an object without content. */
    public static final int SHORTEST = HEADER_LENGTH + CHECK_LENGTH;

    /** The highest epoch that a header can say. */
    public static final int LARGEST_EPOCH = 0xFFFF;

    private static final int MAGIC = 0x42_4B_34_4A;
    private static final int OLDEST_VERSION = 1;
    private static final int VERSION = 1;

    private ObjectFrame() {}

    /** Returns a new array of the 8 bytes that an object of this kind begins with, in epoch 0. */
    public static byte[] header(ObjectKind kind) {
        return header(kind, 0);
    }

    /**
     * Returns a new array of the 8 bytes that an object of this kind begins with.
     *
     * @param epoch whose keys seal it, 0 to {@link #LARGEST_EPOCH}
     */
    public static byte[] header(ObjectKind kind, int epoch) {
        byte[] header = new byte[HEADER_LENGTH];
        BigEndian.putInt(header, 0, MAGIC);
        header[4] = (byte) kind.letter();
        header[5] = VERSION;
        header[6] = (byte) (epoch >> 8);
        header[7] = (byte) epoch;
        return header;
    }

    /** Returns the epoch that a header says. */
    public static int epoch(byte[] header) {
        return (header[6] & 0xFF) << 8 | header[7] & 0xFF;
    }

    /** Appends the SHA-256 of everything written so far; the object is then complete. */
    public static void appendCheck(ByteWriter writer) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(writer.buffer(), 0, writer.size());
        writer.raw(digest.digest());
    }

    /**
     * Checks the first bytes of an object that is read in ranges.
     *
     * @param name the object's name, for messages
     * @param bytes holds the header in its first 8 bytes
     * @throws CorruptDataException when it is not the header of this kind
     * @throws UnsupportedFormatException when the object is of an older or newer format than can be read
     */
    public static void checkHeader(ObjectKind kind, String name, byte[] bytes) {
        checkHeader(kind, name, bytes, OLDEST_VERSION, VERSION);
    }

    /**
     * Checks header and check of a whole object.
     *
     * @param name the object's name, for messages
     * @param object all its bytes
     * @throws CorruptDataException when a byte is not what it was
     * @throws UnsupportedFormatException when the object is of an older or newer format than can be read
     */
    public static void verify(ObjectKind kind, String name, byte[] object) {
        verify(kind, name, object, object.length);
    }

    /**
     * Checks header and check of a whole object at the beginning of a larger array.
     *
     * @param length bytes of the object
     */
    public static void verify(ObjectKind kind, String name, byte[] bytes, int length) {
        if (length < SHORTEST) {
            throw corrupt(
                    kind, name, "it has " + length + " bytes, fewer than the " + SHORTEST + " of an empty object");
        }
        checkHeader(kind, name, bytes);
        MessageDigest digest = Sha256.newDigest();
        digest.update(bytes, 0, length - CHECK_LENGTH);
        requireCheck(kind, name, digest.digest(), bytes, length - CHECK_LENGTH);
    }

    /** Returns whether every byte of an object is as it was written, and only its format version is none that can be read. */
    public static boolean isOfOtherFormat(byte[] object) {
        if (object.length < SHORTEST || BigEndian.getInt(object, 0) != MAGIC) {
            return false;
        }
        int version = object[5] & 0xFF;
        int end = object.length - CHECK_LENGTH;
        MessageDigest digest = Sha256.newDigest();
        digest.update(object, 0, end);
        return (version < OLDEST_VERSION || version > VERSION)
                && MessageDigest.isEqual(digest.digest(), Arrays.copyOfRange(object, end, object.length));
    }

    /**
     * Compares the check of an object that was digested piece by piece.
     *
     * @param sha256 of all bytes before the check
     * @param bytes holds the check from {@code offset} on
     * @throws CorruptDataException when they differ
     */
    public static void requireCheck(ObjectKind kind, String name, byte[] sha256, byte[] bytes, int offset) {
        byte[] check = Arrays.copyOfRange(bytes, offset, offset + CHECK_LENGTH);
        if (!MessageDigest.isEqual(sha256, check)) {
            throw corrupt(kind, name, "its SHA-256 is not the one written at its end");
        }
    }

    static void checkHeader(ObjectKind kind, String name, byte[] bytes, int oldest, int newest) {
        if (bytes.length < HEADER_LENGTH || BigEndian.getInt(bytes, 0) != MAGIC) {
            throw corrupt(kind, name, "it does not begin as objects of backup4j do");
        }
        checkVersion(kind, name, bytes[5] & 0xFF, oldest, newest);
        if (bytes[4] != kind.letter()) {
            throw corrupt(kind, name, "its header says that it is of another kind, " + (char) (bytes[4] & 0xFF));
        }
        if (!kind.hasEpoch() && epoch(bytes) != 0) {
            throw corrupt(kind, name, "its header says epoch " + epoch(bytes) + ", and such objects have none");
        }
    }

    private static void checkVersion(ObjectKind kind, String name, int version, int oldest, int newest) {
        if (version == 0) {
            throw corrupt(kind, name, "its header says format version 0, which never was");
        }
        if (version < oldest) {
            throw new UnsupportedFormatException(kind.describe(name) + " is too old: format version " + version
                    + ", this program reads " + oldest + " to " + newest + ". Read it with the release that wrote it");
        }
        if (version > newest) {
            throw new UnsupportedFormatException(kind.describe(name) + " is too new: format version " + version
                    + ", this program reads " + oldest + " to " + newest + ". Use a newer release");
        }
    }

    private static CorruptDataException corrupt(ObjectKind kind, String name, String found) {
        return new CorruptDataException(kind.describe(name) + " is damaged: " + found);
    }
}
