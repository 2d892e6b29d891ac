package io.backup4j.testkit;

import io.backup4j.api.ObjectBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first half of a body, as a body. */
record HalfBody(ObjectBody body) implements ObjectBody {
    @Override
    public long length() {
        return body.length() / 2;
    }

    @Override
    public InputStream open() throws IOException {
        try (InputStream in = body.open()) {
            return new ByteArrayInputStream(in.readNBytes((int) length()));
        }
    }
}
