package io.backup4j.core.internal.format;

import io.backup4j.api.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Writes the notation of the format into an array that grows. The counterpart of {@link ByteReader}.
 *
 * <p>Not for secrets: growing leaves copies behind. Not safe for use by several threads.
 */
public final class ByteWriter {
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private byte[] buffer;
    private int size;

    /**
     * Creates an empty writer.
     *
     * @param capacity bytes that fit before it grows, at least 0
     */
    public ByteWriter(int capacity) {
        buffer = new byte[capacity];
    }

    /**
     * Appends one byte.
     *
     * @throws IllegalArgumentException when {@code value} is not in 0 to 255
     */
    public ByteWriter u8(int value) {
        requireRange(value, 0xFF);
        reserve(1);
        buffer[size++] = (byte) value;
        return this;
    }

    /**
     * Appends two bytes.
     *
     * @throws IllegalArgumentException when {@code value} is not in 0 to 65,535
     */
    public ByteWriter u16(int value) {
        requireRange(value, 0xFFFF);
        return u8(value >>> 8).u8(value & 0xFF);
    }

    /**
     * Appends four bytes.
     *
     * @throws IllegalArgumentException when {@code value} is not in 0 to 2^32-1
     */
    public ByteWriter u32(long value) {
        requireRange(value, 0xFFFF_FFFFL);
        reserve(Integer.BYTES);
        BigEndian.putInt(buffer, size, (int) value);
        size += Integer.BYTES;
        return this;
    }

    /** Appends all eight bytes of {@code value}. */
    public ByteWriter u64(long value) {
        reserve(Long.BYTES);
        BigEndian.putLong(buffer, size, value);
        size += Long.BYTES;
        return this;
    }

    /**
     * Appends a number in as many bytes as it needs.
     *
     * @throws IllegalArgumentException when {@code value} is negative
     */
    public ByteWriter varint(long value) {
        requireRange(value, Long.MAX_VALUE);
        reserve(ByteReader.LONGEST_VARINT);
        long rest = value;
        while (rest > 0x7F) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    /** Appends the length and then the bytes. */
    public ByteWriter bytes(byte[] value) {
        return varint(value.length).raw(value);
    }

    /** Appends the length and then the bytes. */
    public ByteWriter bytes(ByteString value) {
        varint(value.length());
        reserve(value.length());
        value.copyTo(buffer, size);
        size += value.length();
        return this;
    }

    /** Appends the length and then the bytes of the UTF-8 form; a lone surrogate becomes a question mark. */
    public ByteWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends the bytes alone. */
    public ByteWriter raw(byte[] value) {
        return raw(value, 0, value.length);
    }

    /**
     * Appends the bytes of a range alone.
     *
     * @throws IndexOutOfBoundsException when the range is not inside the array
     */
    public ByteWriter raw(byte[] value, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, value.length);
        reserve(length);
        System.arraycopy(value, offset, buffer, size, length);
        size += length;
        return this;
    }

    /**
     * Appends bytes that the caller fills in through {@link #buffer()}; until then they are whatever was there.
     *
     * @return where they begin
     */
    public int skip(int length) {
        requireRange(length, LARGEST);
        reserve(length);
        size += length;
        return size - length;
    }

    /** Appends bytes of value 0. */
    public ByteWriter zeros(int count) {
        int from = skip(count);
        Arrays.fill(buffer, from, size, (byte) 0);
        return this;
    }

    /** Returns the number of bytes written. */
    public int size() {
        return size;
    }

    /** Returns the array written to, whose first {@link #size()} bytes count; it is another one after the next growth. */
    public byte[] buffer() {
        return buffer;
    }

    /** Returns a copy of the bytes written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    /** Forgets all that was written and keeps the array. */
    public void clear() {
        size = 0;
    }

    private void reserve(int count) {
        if (count > buffer.length - size) {
            grow(count);
        }
    }

    private void grow(int count) {
        if (count > LARGEST - size) {
            throw new IllegalStateException("An object would get more than 2 GiB: " + size + " + " + count + " bytes");
        }
        long doubled = Math.max(64, 2L * buffer.length);
        buffer = Arrays.copyOf(buffer, (int) Math.min(LARGEST, Math.max(doubled, (long) size + count)));
    }

    private static void requireRange(long value, long largest) {
        if (value < 0 || value > largest) {
            throw new IllegalArgumentException("Number out of range 0 to " + largest + ": " + value);
        }
    }
}
