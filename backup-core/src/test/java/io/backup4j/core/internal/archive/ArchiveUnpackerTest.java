package io.backup4j.core.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.testkit.RecordingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveUnpackerTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private final RecordingContext context = new RecordingContext(Clock.systemUTC());

    @Test
    void tar_givesEveryKindOfEntry() throws IOException {
        Path archive = tar(
                new TarArchiveEntry("./"),
                new TarArchiveEntry("./d/"),
                file("./d/file"),
                link("d/hard", TarConstants.LF_LINK, "./d/file"),
                link("d/symbolic", TarConstants.LF_SYMLINK, "../../anywhere"),
                link("d/pipe", TarConstants.LF_FIFO, ""));

        try (Spool spool = new Spool(Long.MAX_VALUE)) {
            new ArchiveUnpacker(archive, spool, context).unpack();

            assertThat(entry(spool, "d").kind()).isEqualTo(EntryKind.DIRECTORY);
            assertThat(entry(spool, "d/file")).satisfies(file -> {
                assertThat(file.kind()).isEqualTo(EntryKind.FILE);
                assertThat(file.size()).isEqualTo(CONTENT.length);
            });
            assertThat(entry(spool, "d/hard").kind()).isEqualTo(EntryKind.HARD_LINK);
            assertThat(String.valueOf(entry(spool, "d/symbolic").link())).isEqualTo("2e2e2f2e2e2f616e797768657265");
            assertThat(spool.items()).hasSize(5);
            assertThat(context.issues())
                    .singleElement()
                    .satisfies(issue -> assertThat(issue.path()).hasToString("d/pipe"));
        }
    }

    @Test
    void nameThatLeadsOut_refusesTheWholeArchive() throws IOException {
        Path archive = tar(file("good"), file("d/../../bad"));

        try (Spool spool = new Spool(Long.MAX_VALUE)) {
            assertThatThrownBy(() -> new ArchiveUnpacker(archive, spool, context).unpack())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("was not imported");
        }
    }

    @Test
    void archiveThatGrowsBeyondItsLimit_isRefused() throws IOException {
        Path archive = tar(new TarArchiveEntry("d/"), file("d/file"));
        long size = 2L * 512 + "d".length() + "d/file".length() + CONTENT.length;

        try (Spool spool = new Spool(size)) {
            new ArchiveUnpacker(archive, spool, context).unpack();
            assertThat(spool.items()).hasSize(2);
        }
        try (Spool spool = new Spool(size - 1)) {
            assertThatThrownBy(() -> new ArchiveUnpacker(archive, spool, context).unpack())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("larger than the " + (size - 1) + " bytes");
        }
    }

    @Test
    void temporaryDirectoryThatCannotBeWrittenTo_isNamed() {
        Path nowhere = directory.resolve("nowhere");

        assertThatThrownBy(() -> new Spool(nowhere, Long.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("temporary directory " + nowhere)
                .hasMessageContaining("java.io.tmpdir");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CompressorStreamFactory.GZIP,
                CompressorStreamFactory.XZ,
                CompressorStreamFactory.BZIP2,
                CompressorStreamFactory.ZSTANDARD
            })
    void compressedArchiveThatEndsEarly_saysSo(String format) throws Exception {
        byte[] whole = compressed(format);

        for (int length = 6; length < whole.length; length++) {
            Path archive = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Spools.unpacked(archive))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("The archive " + archive + " was not imported: it ends early");
        }
    }

    /** The other formats notice it later, when what they gave has made no tar. */
    @Test
    void xzThatIsDamaged_saysSo() throws Exception {
        byte[] bytes = compressed(CompressorStreamFactory.XZ);
        for (int at = bytes.length / 2; at < bytes.length / 2 + 8; at++) {
            bytes[at] ^= 0x55;
        }
        Path archive = Files.write(directory.resolve("flipped"), bytes);

        assertThatThrownBy(() -> Spools.unpacked(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its xz data is damaged: ");
    }

    @Test
    void zipThatEndsEarly_saysSo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("file"));
            zip.write(CONTENT);
        }
        Path archive = Files.write(directory.resolve("cut.zip"), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));

        assertThatThrownBy(() -> Spools.unpacked(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut off or damaged");
    }

    private byte[] compressed(String format) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new CompressorStreamFactory().createCompressorOutputStream(format, bytes)) {
            Files.copy(tar(file("some"), file("more")), out);
        }
        return bytes.toByteArray();
    }

    private static Entry entry(Spool spool, String path) {
        return spool.items().get(EntryPath.of(path)).entry();
    }

    private Path tar(TarArchiveEntry... headers) throws IOException {
        Path archive = directory.resolve("archive.tar");
        try (OutputStream out = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (TarArchiveEntry header : headers) {
                tar.putArchiveEntry(header);
                if (header.isFile()) {
                    tar.write(CONTENT, 0, (int) header.getSize());
                }
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }

    private static TarArchiveEntry file(String name) {
        TarArchiveEntry header = new TarArchiveEntry(name, true);
        header.setSize(CONTENT.length);
        return header;
    }

    private static TarArchiveEntry link(String name, byte type, String target) {
        TarArchiveEntry header = new TarArchiveEntry(name, type);
        header.setLinkName(target);
        return header;
    }
}
