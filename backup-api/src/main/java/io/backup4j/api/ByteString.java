package io.backup4j.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable sequence of bytes that compares by content.
 *
 * <p>Order is lexicographic over unsigned bytes. Safe for use by several threads.
 */
public final class ByteString implements Comparable<ByteString> {
    private static final ByteString EMPTY = new ByteString(new byte[0]);

    private final byte[] bytes;

    private ByteString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the sequence of length 0. */
    public static ByteString empty() {
        return EMPTY;
    }

    /** Returns a copy of {@code bytes}. */
    public static ByteString of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new ByteString(bytes.clone());
    }

    /**
     * Returns a copy of {@code length} bytes of {@code bytes}, from {@code offset}.
     *
     * @throws IndexOutOfBoundsException when the range is not inside the array
     */
    public static ByteString of(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < 0 || length > bytes.length - offset) {
            throw new IndexOutOfBoundsException("Range " + offset + "+" + length + " of " + bytes.length + " bytes");
        }
        return length == 0 ? EMPTY : new ByteString(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** Returns the UTF-8 form of {@code text}. */
    public static ByteString utf8(String text) {
        return text.isEmpty() ? EMPTY : new ByteString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads hexadecimal digits, two a byte, in upper or lower case.
     *
     * @throws IllegalArgumentException when {@code hex} is not of that form
     */
    public static ByteString fromHex(String hex) {
        return new ByteString(HexFormat.of().parseHex(hex));
    }

    /** Returns the number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** Returns whether there are no bytes. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /**
     * Returns the byte at {@code index}, counted from 0.
     *
     * @throws IndexOutOfBoundsException when there is none
     */
    public byte at(int index) {
        return bytes[index];
    }

    /** Returns a copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /**
     * Copies all bytes into {@code target}, from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException when they do not fit
     */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    /** Returns the bytes as lower case hexadecimal digits. */
    public String toHex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** Returns the bytes read as UTF-8; what is not UTF-8 becomes U+FFFD. */
    public String toUtf8() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(ByteString other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the bytes as lower case hexadecimal digits. */
    @Override
    public String toString() {
        return toHex();
    }
}
