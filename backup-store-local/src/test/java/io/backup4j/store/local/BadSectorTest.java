package io.backup4j.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectUnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of which a disk cannot read a part. */
class BadSectorTest {
    private static final int SIZE = 100_000;
    private static final int BAD = 40_960;

    @TempDir
    private Path directory;

    private final byte[] content = new byte[SIZE];
    private int opened;
    private int open;

    @BeforeEach
    void begin() throws IOException {
        new Random(5).nextBytes(content);
        LocalStore.at(directory).put("a", ObjectBody.of(content));
    }

    private BackupStore failing(int files) {
        return new LocalStore(directory, Publisher::linkOrMove, file -> {
            open++;
            return new BadDisk(StoredFile.openChannel(file), opened++ < files);
        });
    }

    @Test
    void badSector_isNamedAfterAllThatIsBeforeIt() throws IOException {
        byte[] found = new byte[SIZE];
        try (InputStream in = failing(9).read("a", 10, BackupStore.TO_END)) {
            assertThat(in.readNBytes(found, 0, BAD - 10)).isEqualTo(BAD - 10);
            assertThatExceptionOfType(ObjectUnreadableException.class)
                    .isThrownBy(in::read)
                    .withMessage("Bytes 40960 to 49151 of a in " + directory
                            + " cannot be read any more: Input/output error")
                    .satisfies(failure -> {
                        assertThat(failure.name()).isEqualTo("a");
                        assertThat(failure.offset()).isEqualTo(BAD);
                        assertThat(failure.length()).isEqualTo(49_152 - BAD);
                    });
        }
        assertThat(Arrays.copyOf(found, BAD - 10)).isEqualTo(Arrays.copyOfRange(content, 10, BAD));
        assertThat(open).isZero();
    }

    @Test
    void whatIsBehindABadSector_canBeRead() throws IOException {
        try (InputStream in = failing(9).read("a", 49_152, BackupStore.TO_END)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 49_152, SIZE));
        }
    }

    @Test
    void nothingBehindTheEnd_isGivenUp() throws IOException {
        Files.write(directory.resolve("a"), Arrays.copyOf(content, BAD + 5));
        try (InputStream in = failing(9).read("a", BAD, BackupStore.TO_END)) {
            assertThatExceptionOfType(ObjectUnreadableException.class)
                    .isThrownBy(in::read)
                    .satisfies(failure -> assertThat(failure.length()).isEqualTo(5));
        }
    }

    @Test
    void failureAtTheEnd_isNotAHole() throws IOException {
        Files.write(directory.resolve("a"), Arrays.copyOf(content, BAD));
        try (InputStream in = failing(9).read("a", BAD, BackupStore.TO_END)) {
            assertThatThrownBy(in::read)
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageContaining("Input/output error");
        }
    }

    @Test
    void failureThatPasses_isNotSeen() throws IOException {
        try (InputStream in = failing(1).read("a", 0, BackupStore.TO_END)) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        assertThat(opened).isEqualTo(2);
        assertThat(open).isZero();
    }

    @Test
    void objectThatIsGoneMeanwhile_isNotAHole() throws IOException {
        try (InputStream in = failing(9).read("a", BAD, 10)) {
            Files.delete(directory.resolve("a"));
            assertThatThrownBy(in::read).isExactlyInstanceOf(IOException.class).hasMessageContaining("vanished");
        }
    }

    @Test
    void closedStream_isNotAHole() throws IOException {
        InputStream in = failing(9).read("a", BAD, 10);
        in.close();

        assertThatThrownBy(in::read).isExactlyInstanceOf(IOException.class);
        assertThat(opened).isEqualTo(1);
    }

    /** Fails at a page, as Linux does: first comes what is before it. */
    private final class BadDisk implements SeekableByteChannel {
        private final SeekableByteChannel file;
        private final boolean isBad;

        BadDisk(SeekableByteChannel file, boolean isBad) {
            this.file = file;
            this.isBad = isBad;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (!file.isOpen()) {
                throw new ClosedChannelException();
            }
            long at = position();
            if (isBad && at >= BAD && at < BAD + 4_096) {
                throw new IOException("Input/output error");
            }
            if (isBad && at < BAD) {
                target.limit((int) Math.min(target.limit(), target.position() + BAD - at));
            }
            return file.read(target);
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException("Objects are only read");
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException("Objects are only read");
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            open -= file.isOpen() ? 1 : 0;
            file.close();
        }
    }
}
