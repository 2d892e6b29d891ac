package io.backup4j.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an object that is to be stored. Can be read more than once, so that a store can try again. */
public interface ObjectBody {
    /** Returns the number of bytes, at least 0. */
    long length();

    /**
     * Opens the bytes from the first on.
     *
     * @throws IOException when they cannot be read
     */
    InputStream open() throws IOException;

    /** Returns a body over {@code bytes}, which must not be changed any more. */
    static ObjectBody of(byte[] bytes) {
        return new ObjectBody() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
