package io.backup4j.core.internal.archive;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.CancelledException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What is read of an archive, each time only when the import is not cancelled: a small archive may unpack to very much. */
final class CancellableStream extends FilterInputStream {
    private final CancelSignal cancel;

    CancellableStream(InputStream in, CancelSignal cancel) {
        super(in);
        this.cancel = cancel;
    }

    @Override
    public int read() throws IOException {
        requireNotCancelled();
        return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        requireNotCancelled();
        return in.read(buffer, offset, count);
    }

    private void requireNotCancelled() {
        if (cancel.isCancelled()) {
            throw new CancelledException("The import was cancelled; nothing has been stored");
        }
    }
}
