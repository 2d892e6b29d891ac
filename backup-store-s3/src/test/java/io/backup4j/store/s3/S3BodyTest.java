package io.backup4j.store.s3;

import static io.backup4j.store.s3.Calls.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.backup4j.api.ObjectBody;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that cannot be read, or not again. */
class S3BodyTest {
    private static final int SMALL = 1 << 20;
    private static final int IN_PARTS = (int) S3Options.SMALLEST_PART + SMALL;

    private final String bucket = S3Server.newBucket();

    @ParameterizedTest
    @EnumSource
    void bodyThatCannotBeOpenedAgain_isItsOwnFailure(ChecksumMode mode) throws IOException {
        int good = mode == ChecksumMode.TRAILER ? 0 : 1;
        Failing body = new Failing(SMALL, good, 0, new FileNotFoundException("the spool file is gone"));

        assertThat(put(mode, body)).isSameAs(body.failure);
        assertThat(body.opened).isEqualTo(good + 1);
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatCannotBeReadToItsEnd_isSentOnce(ChecksumMode mode) throws IOException {
        int good = mode == ChecksumMode.TRAILER ? 0 : 1;
        Failing body = new Failing(SMALL, good, 100_000, new InterruptedIOException("the run was stopped"));

        assertThat(put(mode, body)).isSameAs(body.failure);
        assertThat(body.opened).isEqualTo(good + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5})
    void partThatCannotBeReadAgain_isItsOwnFailureToo(int good) throws IOException {
        Failing body = new Failing(IN_PARTS, good, 100, new IOException("the disk has failed"));

        assertThat(put(ChecksumMode.HEADER, body)).isSameAs(body.failure);
        assertThat(body.opened).isEqualTo(good + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000})
    void interruptedReading_isNoUncheckedFailure(int readable) throws IOException {
        Failing body = new Failing(SMALL, 1, readable, new ClosedByInterruptException());

        assertThat(put(ChecksumMode.HEADER, body)).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Throwable put(ChecksumMode mode, ObjectBody body) throws IOException {
        S3Options options = S3Options.defaults().withChecksums(mode).withMultipartAbove(S3Options.SMALLEST_PART);
        try (S3Store store =
                S3Server.store(S3Server.endpoint(), bucket).options(options).open()) {
            store.createsAtomically();
            Throwable thrown = catchThrowable(() -> store.put("a", body));
            boolean interrupted = Thread.interrupted();
            assertThat(names(store).isEmpty()).isEqualTo(thrown != null);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return thrown;
        }
    }

    /** Can be read so many times, and then fails: when it is opened, or behind so many bytes. */
    private static final class Failing implements ObjectBody {
        private final int length;
        private final int good;
        private final int readable;
        private final IOException failure;
        private int opened;

        Failing(int length, int good, int readable, IOException failure) {
            this.length = length;
            this.good = good;
            this.readable = readable;
            this.failure = failure;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public InputStream open() throws IOException {
            InputStream whole = new ByteArrayInputStream(new byte[length]);
            if (++opened <= good) {
                return whole;
            }
            if (readable == 0) {
                throw fail();
            }
            return new FilterInputStream(whole) {
                private int left = readable;

                @Override
                public int read(byte[] target, int offset, int count) throws IOException {
                    if (left <= 0) {
                        throw fail();
                    }
                    int read = super.read(target, offset, Math.min(count, 8192));
                    left -= read;
                    return read;
                }
            };
        }

        private IOException fail() {
            if (failure instanceof ClosedByInterruptException) {
                Thread.currentThread().interrupt();
            }
            return failure;
        }
    }
}
