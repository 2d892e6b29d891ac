package io.backup4j.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output, whose errors say that they are its own. */
final class ResultStream extends FilterOutputStream {
    ResultStream(OutputStream out) {
        super(out);
    }

    /** Standard output did not take what was written. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(IOException cause) {
            super("Cannot write to standard output: " + cause.getMessage(), cause);
        }

        /** Returns whether whoever read it has had enough, as {@code head} has: no trouble of ours. */
        boolean isBrokenPipe() {
            return getCause() != null && "Broken pipe".equals(getCause().getMessage());
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        try {
            out.write(buffer, offset, length);
        } catch (IOException refused) {
            throw new RefusedException(refused);
        }
    }
}
