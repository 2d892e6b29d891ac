package io.backup4j.core.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain tars, whose damage no compressed stream around them notices. */
class TarDamageTest {
    private static final int BLOCK = 512;
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    /** One byte in each field of a header; in that of the type it makes other kinds of the entries. */
    @ParameterizedTest
    @ValueSource(ints = {0, 99, 106, 114, 122, 134, 146, 153, 156, 157, 257, 265, 297, 329, 345, 511})
    void headerWithAFlippedBit_refusesTheArchive(int field) throws IOException {
        byte[] sound = tar();
        // Those of a link and three files, one more for a long name and one for pax records.
        assertThat(headers(sound)).hasSize(6);
        for (int header : headers(sound)) {
            byte[] bytes = sound.clone();
            bytes[header + field] ^= 1;

            assertThatThrownBy(() -> imported(bytes))
                    .as("header at %d", header)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("was not imported");
        }
    }

    @Test
    void headerWithAFlippedBit_isNamedByItsPlace() throws IOException {
        byte[] bytes = tar();
        bytes[0] ^= 1;

        assertThatThrownBy(() -> imported(bytes))
                .hasMessageContaining("the header before byte 512 of the tar has not the checksum");
    }

    @Test
    void tarThatIsCutOffBeforeItsEnd_isRefused() throws IOException {
        byte[] sound = tar();
        int end = end(sound);
        for (int length = BLOCK; length <= end; length += BLOCK) {
            byte[] bytes = Arrays.copyOf(sound, length);

            assertThatThrownBy(() -> imported(bytes)).as("%d bytes", length).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> imported(Arrays.copyOf(sound, end)))
                .hasMessageContaining("it is cut off: after " + end + " bytes");
    }

    /** Nothing of an entry is lost with what stands there, and some programs write one block only. */
    @Test
    void tarThatIsCutOffInItsEnd_isImported() throws IOException {
        byte[] sound = tar();

        assertThat(imported(Arrays.copyOf(sound, end(sound) + BLOCK))).isEqualTo(imported(sound));
        assertThat(imported(Arrays.copyOf(sound, end(sound) + 2 * BLOCK))).isEqualTo(imported(sound));
    }

    @Test
    void headerOfZeros_isNoEnd() throws IOException {
        byte[] bytes = tar();
        Arrays.fill(bytes, BLOCK, 2 * BLOCK, (byte) 0);

        assertThatThrownBy(() -> imported(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more follows the block of zeros");
    }

    @Test
    void fileThatIsNoArchive_isRefused() {
        byte[] bytes = "No archive.\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> imported(bytes)).isInstanceOf(IOException.class);
    }

    /** Returns the paths of what was imported. */
    private List<String> imported(byte[] bytes) throws IOException {
        Path archive = Files.write(directory.resolve("archive.tar"), bytes);
        try (Spool spool = Spools.unpacked(archive)) {
            return spool.items().keySet().stream().map(Object::toString).toList();
        }
    }

    private static byte[] tar() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            TarArchiveEntry link = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
            link.setLinkName("target");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            for (String name : List.of("file", "l".repeat(101), "é")) {
                TarArchiveEntry header = new TarArchiveEntry(name, true);
                header.setSize(CONTENT.length);
                tar.putArchiveEntry(header);
                tar.write(CONTENT);
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    /** Returns where the headers begin. */
    private static List<Integer> headers(byte[] tar) {
        List<Integer> headers = new ArrayList<>();
        int at = 0;
        while (tar[at] != 0) {
            headers.add(at);
            int size = Integer.parseInt(new String(tar, at + 124, 11, StandardCharsets.ISO_8859_1), 8);
            at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        return headers;
    }

    /** Returns where the blocks of zeros begin. */
    private static int end(byte[] tar) {
        // The last header and the one block of its content.
        List<Integer> headers = headers(tar);
        return headers.get(headers.size() - 1) + 2 * BLOCK;
    }
}
