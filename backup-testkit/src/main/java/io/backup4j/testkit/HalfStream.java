package io.backup4j.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Gives the first half of some bytes and then ends or fails. */
final class HalfStream extends InputStream {
    private final InputStream half;
    private final @Nullable IOException failure;

    HalfStream(byte[] bytes, @Nullable IOException failure) {
        this.half = new ByteArrayInputStream(bytes, 0, bytes.length / 2);
        this.failure = failure;
    }

    @Override
    public int read() throws IOException {
        return checked(half.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return length == 0 ? 0 : checked(half.read(target, offset, length));
    }

    private int checked(int result) throws IOException {
        if (result < 0 && failure != null) {
            throw failure;
        }
        return result;
    }
}
