package io.backup4j.core.internal.format;

import io.backup4j.api.ByteString;
import io.backup4j.api.CorruptDataException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads the notation of the format from a range of bytes that nobody vouches for. The counterpart of {@link ByteWriter}.
 *
 * <p>Every method throws {@link CorruptDataException}, with the name of what is read and the place, when the bytes end
 * too early or are not of the form; nothing is ever allocated for bytes that are not there. Not safe for use by several
 * threads.
 */
public final class ByteReader {
    static final int LONGEST_VARINT = 9;

    private final String name;
    private final byte[] bytes;
    private final int start;
    private final int end;
    private int position;

    /**
     * Reads a whole array, which is not copied.
     *
     * @param name what the bytes are, for messages, for instance {@code Index segment index/0a1b…}
     */
    public ByteReader(String name, byte[] bytes) {
        this(name, bytes, 0, bytes.length);
    }

    /**
     * Reads a range of an array, which is not copied.
     *
     * @param name what the bytes are, for messages
     * @throws IndexOutOfBoundsException when the range is not inside the array
     */
    public ByteReader(String name, byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        this.name = name;
        this.bytes = bytes;
        this.start = offset;
        this.end = offset + length;
        this.position = offset;
    }

    /** Reads one byte, 0 to 255. */
    public int u8() {
        return bytes[take(1)] & 0xFF;
    }

    /** Reads two bytes, 0 to 65,535. */
    public int u16() {
        return u8() << 8 | u8();
    }

    /** Reads four bytes, 0 to 2^32-1. */
    public long u32() {
        return Integer.toUnsignedLong(BigEndian.getInt(bytes, take(Integer.BYTES)));
    }

    /** Reads eight bytes; numbers from 2^63 on come out negative. */
    public long u64() {
        return BigEndian.getLong(bytes, take(Long.BYTES));
    }

    /** Reads a number of up to nine bytes, 0 to 2^63-1; only the shortest form is accepted. */
    public long varint() {
        long value = 0;
        for (int shift = 0; shift < 7 * LONGEST_VARINT; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return requireShortest(value, next, shift);
            }
        }
        throw corrupt("a number of more than " + LONGEST_VARINT + " bytes");
    }

    /**
     * Reads a varint that must not be greater than {@code largest}.
     *
     * @param largest at most {@link Integer#MAX_VALUE}
     */
    public int varint(int largest) {
        return requireAtMost(largest, varint());
    }

    /**
     * Reads how many items follow, so that the caller can allocate for them.
     *
     * @param smallestItem bytes that an item has at least, 1 or more; a count that cannot fit in the rest is refused
     */
    public int count(int smallestItem) {
        long value = varint();
        return requireAtMost(remaining() / smallestItem, value);
    }

    /** Reads a length and then that many bytes. */
    public byte[] bytes() {
        return raw(count(1));
    }

    /** Reads a length and then that many bytes. */
    public ByteString byteString() {
        int length = count(1);
        return ByteString.of(bytes, take(length), length);
    }

    /** Reads a length and then that many bytes of strict UTF-8. */
    public String text() {
        int length = count(1);
        int from = take(length);
        // Most texts are names of owners, for which a decoder each would be dear.
        if (isAscii(from, length)) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw corrupt("text of " + length + " bytes that is not UTF-8 before");
        }
    }

    private boolean isAscii(int from, int length) {
        int all = 0;
        for (int i = from; i < from + length; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    /** Reads a length and then gives a reader of that many bytes, which this one skips. */
    public ByteReader nested() {
        int length = count(1);
        return new ByteReader(name, bytes, take(length), length);
    }

    /**
     * Reads {@code length} bytes.
     *
     * @param length at least 0
     */
    public byte[] raw(int length) {
        int from = take(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /**
     * Passes over {@code length} bytes.
     *
     * @param length at least 0
     */
    public void skip(int length) {
        take(length);
    }

    /** Returns how many bytes have been read. */
    public int position() {
        return position - start;
    }

    /** Returns how many bytes are left. */
    public int remaining() {
        return end - position;
    }

    /** Requires that nothing is left. */
    public void requireEnd() {
        if (remaining() > 0) {
            throw corrupt(remaining() + " bytes where the end should be");
        }
    }

    /**
     * Makes the exception for content that is not what it should be.
     *
     * @param found what is there, continuing the sentence "… has"
     */
    public CorruptDataException corrupt(String found) {
        return new CorruptDataException(name + " is damaged: at byte " + position() + " it has " + found);
    }

    private int take(int length) {
        if (length < 0 || length > remaining()) {
            throw corrupt(remaining() + " bytes left where " + length + " are needed");
        }
        position += length;
        return position - length;
    }

    private int requireAtMost(int largest, long value) {
        if (value > largest) {
            throw corrupt("the number " + value + " where at most " + largest + " can be");
        }
        return (int) value;
    }

    private long requireShortest(long value, int lastByte, int shift) {
        if (lastByte == 0 && shift > 0) {
            throw corrupt("a number that is not in its shortest form");
        }
        return value;
    }
}
