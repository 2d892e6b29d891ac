package io.backup4j.core.internal.format;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * 16 random bytes: the name of an object, or the salt that makes its key.
 *
 * @param high first 8 bytes
 * @param low last 8 bytes
 */
public record ObjectId(long high, long low) {
    /** Bytes of an id. */
    public static final int LENGTH = 16;

    /** The order of the unsigned bytes. */
    public static final Comparator<ObjectId> BY_BYTES = (a, b) ->
            a.high() == b.high() ? Long.compareUnsigned(a.low(), b.low()) : Long.compareUnsigned(a.high(), b.high());

    private static final int HEX_LENGTH = 2 * LENGTH;

    /** Draws a new id. */
    public static ObjectId random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return of(bytes, 0);
    }

    /**
     * Returns the 16 bytes from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException when they are not inside the array
     */
    public static ObjectId of(byte[] bytes, int offset) {
        return new ObjectId(BigEndian.getLong(bytes, offset), BigEndian.getLong(bytes, offset + Long.BYTES));
    }

    /** Reads an id. */
    public static ObjectId read(ByteReader reader) {
        return new ObjectId(reader.u64(), reader.u64());
    }

    /** Returns whether {@code text} is an id as it is written in names: 32 lower case hexadecimal digits. */
    public static boolean isHex(String text) {
        return text.length() == HEX_LENGTH && text.chars().allMatch(ObjectId::isLowerHexDigit);
    }

    /**
     * Returns the id of 32 lower case hexadecimal digits.
     *
     * @throws IllegalArgumentException when {@code hex} is not of that form
     */
    public static ObjectId fromHex(String hex) {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("Not an id of 32 lower case hexadecimal digits: " + hex);
        }
        return of(HexFormat.of().parseHex(hex), 0);
    }

    // What the compiler makes for records goes through method handles, which cost a new process dearly.
    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectId that && high == that.high && low == that.low;
    }

    /** All bytes of an id are as random as any. */
    @Override
    public int hashCode() {
        return (int) low;
    }

    /** Returns 32 lower case hexadecimal digits. */
    public String toHex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    /** Returns a new array of the 16 bytes. */
    public byte[] toByteArray() {
        byte[] bytes = new byte[LENGTH];
        copyTo(bytes, 0);
        return bytes;
    }

    /**
     * Writes the 16 bytes from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException when they do not fit
     */
    public void copyTo(byte[] target, int offset) {
        BigEndian.putLong(target, offset, high);
        BigEndian.putLong(target, offset + Long.BYTES, low);
    }

    /** Appends the 16 bytes. */
    public void writeTo(ByteWriter writer) {
        writer.u64(high).u64(low);
    }

    /** Returns 32 lower case hexadecimal digits. */
    @Override
    public String toString() {
        return toHex();
    }

    private static boolean isLowerHexDigit(int character) {
        return character >= '0' && character <= '9' || character >= 'a' && character <= 'f';
    }
}
