package io.backup4j.core.internal.content;

import io.backup4j.core.internal.format.BigEndian;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import java.util.HexFormat;

/**
 * Names a chunk by what is in it: 32 bytes, held as four numbers because millions of them are kept at once.
 *
 * <p>Order is that of the unsigned bytes.
 *
 * @param a bytes 0 to 7
 * @param b bytes 8 to 15
 * @param c bytes 16 to 23
 * @param d bytes 24 to 31
 */
public record ChunkId(long a, long b, long c, long d) implements Comparable<ChunkId> {
    /** Bytes of an id. */
    public static final int LENGTH = 32;

    /**
     * Returns the 32 bytes from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException when they are not inside the array
     */
    public static ChunkId of(byte[] bytes, int offset) {
        return new ChunkId(
                BigEndian.getLong(bytes, offset),
                BigEndian.getLong(bytes, offset + 8),
                BigEndian.getLong(bytes, offset + 16),
                BigEndian.getLong(bytes, offset + 24));
    }

    /** Reads an id. */
    public static ChunkId read(ByteReader reader) {
        return new ChunkId(reader.u64(), reader.u64(), reader.u64(), reader.u64());
    }

    /** Appends the 32 bytes. */
    public void writeTo(ByteWriter writer) {
        writer.u64(a).u64(b).u64(c).u64(d);
    }

    /**
     * Writes the 32 bytes from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException when they do not fit
     */
    public void copyTo(byte[] target, int offset) {
        BigEndian.putLong(target, offset, a);
        BigEndian.putLong(target, offset + 8, b);
        BigEndian.putLong(target, offset + 16, c);
        BigEndian.putLong(target, offset + 24, d);
    }

    /** Returns a new array of the 32 bytes. */
    public byte[] toByteArray() {
        byte[] bytes = new byte[LENGTH];
        copyTo(bytes, 0);
        return bytes;
    }

    @Override
    public int compareTo(ChunkId other) {
        int order = Long.compareUnsigned(a, other.a);
        if (order == 0) {
            order = Long.compareUnsigned(b, other.b);
        }
        if (order == 0) {
            order = Long.compareUnsigned(c, other.c);
        }
        return order == 0 ? Long.compareUnsigned(d, other.d) : order;
    }

    // What the compiler makes for records goes through method handles, which cost a new process dearly.
    @Override
    public boolean equals(Object other) {
        return other instanceof ChunkId that && a == that.a && b == that.b && c == that.c && d == that.d;
    }

    /** All bytes of an id are as random as any. */
    @Override
    public int hashCode() {
        return (int) a;
    }

    /** Returns 64 lower case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(toByteArray());
    }
}
