package io.backup4j.core.internal.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in byte arrays, highest byte first. */
public final class BigEndian {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    /**
     * Returns the 4 bytes from {@code offset} on; as unsigned number with {@link Integer#toUnsignedLong}.
     *
     * @throws IndexOutOfBoundsException when they are not inside the array
     */
    public static int getInt(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    /**
     * Writes 4 bytes from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException when they do not fit
     */
    public static void putInt(byte[] bytes, int offset, int value) {
        INT.set(bytes, offset, value);
    }

    /**
     * Returns the 8 bytes from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException when they are not inside the array
     */
    public static long getLong(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }

    /**
     * Writes 8 bytes from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException when they do not fit
     */
    public static void putLong(byte[] bytes, int offset, long value) {
        LONG.set(bytes, offset, value);
    }
}
