package io.backup4j.core.internal.compress;

import java.io.OutputStream;
import java.util.Objects;

/** Writes into a range of an array and drops what has no room, which is cheaper to find out afterwards. */
final class RangeOutput extends OutputStream {
    private final byte[] target;
    private final int start;
    private final int end;
    private int position;
    private boolean overflowed;

    RangeOutput(byte[] target, int offset, int room) {
        Objects.checkFromIndexSize(offset, room, target.length);
        this.target = target;
        this.start = offset;
        this.end = offset + room;
        this.position = offset;
    }

    @Override
    public void write(int value) {
        if (position == end) {
            overflowed = true;
        } else {
            target[position++] = (byte) value;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int fitting = Math.min(length, end - position);
        System.arraycopy(bytes, offset, target, position, fitting);
        position += fitting;
        overflowed |= fitting < length;
    }

    int count() {
        return position - start;
    }

    boolean hasOverflowed() {
        return overflowed;
    }
}
