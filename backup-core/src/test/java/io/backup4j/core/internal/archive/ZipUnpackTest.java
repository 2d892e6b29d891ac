package io.backup4j.core.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipUnpackTest {
    private static final int FILE = UnixStat.FILE_FLAG | 0644;
    private static final int LINK = UnixStat.LINK_FLAG | 0777;

    @TempDir
    private Path directory;

    @Test
    void zip_givesEveryKindOfEntry() throws IOException {
        Path archive = zip(
                entry("d/", UnixStat.DIR_FLAG | 0755, ""),
                entry("d/file", FILE, "content"),
                entry("link", LINK, "d/file"));

        try (Spool spool = Spools.unpacked(archive)) {
            assertThat(entry(spool, "d").kind()).isEqualTo(EntryKind.DIRECTORY);
            assertThat(entry(spool, "d/file").size()).isEqualTo("content".length());
            assertThat(entry(spool, "link").link()).isEqualTo(ByteString.utf8("d/file"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"content of a file", "target of a link", "content of a directory"})
    void contentWithAFlippedBit_refusesTheWholeArchive(String content) throws IOException {
        Path archive = zip(
                entry("file", FILE, "content of a file"),
                entry("link", LINK, "target of a link"),
                entry("d/", UnixStat.DIR_FLAG | 0755, "content of a directory"));
        byte[] bytes = Files.readAllBytes(archive);
        bytes[indexOf(bytes, content)] ^= 1;
        Files.write(archive, bytes);

        assertThatThrownBy(() -> Spools.unpacked(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was not imported")
                .hasMessageContaining("is damaged")
                .hasMessageContaining("CRC-32");
    }

    @Test
    void contentShorterThanItsLength_refusesTheWholeArchive() throws IOException {
        Path archive = zip(entry("file", FILE, "content"));
        byte[] bytes = Files.readAllBytes(archive);
        // In the directory of the archive, where the length stands before the 22 bytes up to the name.
        bytes[indexOf(bytes, "file", indexOf(bytes, "content")) - 22]++;
        Files.write(archive, bytes);

        assertThatThrownBy(() -> Spools.unpacked(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("7 bytes with CRC-32")
                .hasMessageContaining("says 8 bytes");
    }

    @Test
    void symbolicLinkThatIsTooLong_refusesTheWholeArchive() throws IOException {
        try (Spool spool = Spools.unpacked(zip(entry("link", LINK, "t".repeat(1 << 16))))) {
            assertThat(entry(spool, "link").link()).isEqualTo(ByteString.utf8("t".repeat(1 << 16)));
        }
        Path archive = zip(entry("link", LINK, "t".repeat((1 << 16) + 1)));
        assertThatThrownBy(() -> Spools.unpacked(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("link target of more than 65536 bytes");
    }

    private static Entry entry(Spool spool, String path) {
        return spool.items().get(EntryPath.of(path)).entry();
    }

    private record Made(ZipArchiveEntry header, String content) {}

    private static Made entry(String name, int mode, String content) {
        ZipArchiveEntry header = new ZipArchiveEntry(name);
        header.setUnixMode(mode);
        header.setMethod(ZipArchiveOutputStream.STORED);
        return new Made(header, content);
    }

    private Path zip(Made... entries) throws IOException {
        Path archive = directory.resolve("archive.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
            for (Made entry : entries) {
                zip.putArchiveEntry(entry.header());
                zip.write(entry.content().getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
        return archive;
    }

    private static int indexOf(byte[] bytes, String text) {
        return indexOf(bytes, text, 0);
    }

    private static int indexOf(byte[] bytes, String text, int from) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        int at = from;
        while (!Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
            at++;
        }
        return at;
    }
}
