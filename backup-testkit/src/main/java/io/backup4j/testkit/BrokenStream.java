package io.backup4j.testkit;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Gives some bytes and then ends or fails. */
final class BrokenStream extends InputStream {
    private final InputStream bytes;
    private final @Nullable IOException failure;

    BrokenStream(InputStream bytes, @Nullable IOException failure) {
        this.bytes = bytes;
        this.failure = failure;
    }

    @Override
    public int read() throws IOException {
        return checked(bytes.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return length == 0 ? 0 : checked(bytes.read(target, offset, length));
    }

    private int checked(int result) throws IOException {
        if (result < 0 && failure != null) {
            throw failure;
        }
        return result;
    }
}
