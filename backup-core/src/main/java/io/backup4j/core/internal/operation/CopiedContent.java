package io.backup4j.core.internal.operation;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.EntryContent;
import io.backup4j.api.UnsupportedFormatException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of an entry as a copy reads it. Damage is a failure to read this entry, so the copy lists it as missing and goes on. One thread at
 * a time.
 */
final class CopiedContent extends InputStream {
    private final EntryContent content;
    private @Nullable InputStream in;

    CopiedContent(EntryContent content) {
        this.content = content;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            InputStream open = in == null ? content.open() : in;
            in = open;
            return open.read(buffer, offset, length);
        } catch (CorruptDataException | UnsupportedFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }
}
