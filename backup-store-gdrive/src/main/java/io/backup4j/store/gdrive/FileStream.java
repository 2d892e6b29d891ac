package io.backup4j.store.gdrive;

import com.google.api.client.http.HttpResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an answer, as many as it announced. One thread at a time. */
final class FileStream extends InputStream {
    private final HttpResponse answer;
    private final InputStream in;
    private final String name;
    private long left;
    private boolean closed;

    FileStream(HttpResponse answer, String name, long length) throws IOException {
        this.answer = answer;
        this.in = length == 0 ? InputStream.nullInputStream() : answer.getContent();
        this.name = name;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("The stream of " + name + " has been closed");
        }
        try {
            int count = in.read(target, offset, length);
            if (count < 0 && left > 0) {
                throw new EOFException("Drive sent " + left + " bytes less than it announced");
            }
            left -= Math.max(0, count);
            return count;
        } catch (IOException e) {
            throw new IOException("Could not read " + name + " to its end: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        // Read to its end a connection can be used again; what is not read is not waited for.
        if (left == 0) {
            in.close();
        } else {
            answer.disconnect();
        }
    }
}
