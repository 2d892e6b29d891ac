package io.backup4j.core.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelledException;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that would keep an import busy, or its memory full. */
class ArchiveLimitsTest {
    private static final int MIB = 1 << 20;
    private static final int LONGEST_NAME = 1 << 16;

    @TempDir
    private Path directory;

    private int looksBeforeCancel = Integer.MAX_VALUE;

    @Test
    void cancelInTheContentOfATar_endsTheImport() throws IOException {
        requireCancelInside(tar(tar -> add(tar, new TarArchiveEntry("file", true), "c".repeat(MIB))));
    }

    @Test
    void cancelInTheContentOfAZip_endsTheImport() throws IOException {
        requireCancelInside(zip("file", UnixStat.FILE_FLAG | 0644, "c".repeat(MIB)));
    }

    @Test
    void cancelInContentThatIsLeftOut_endsTheImport() throws IOException {
        requireCancelInside(tar(tar -> {
            add(tar, new TarArchiveEntry("pipe", TarConstants.LF_FIFO), "c".repeat(MIB));
            add(tar, new TarArchiveEntry("file", true), "");
        }));
    }

    @Test
    void cancelBehindTheLastEntry_endsTheImport() throws IOException {
        byte[] tar = tar(made -> add(made, new TarArchiveEntry("file", true), ""));
        requireCancelInside(Arrays.copyOf(tar, tar.length + MIB));
    }

    @Test
    void linkOfAZip_countsInTheLimit() throws IOException {
        byte[] zip = zip("link", UnixStat.LINK_FLAG | 0777, "t".repeat(LONGEST_NAME));
        long size = 512L + "link".length() + LONGEST_NAME;

        assertThat(imported(zip, size)).isEqualTo(1);
        requireRefused(zip, size - 1, "larger than the " + (size - 1) + " bytes");
    }

    @Test
    void pathAndLinkOfATar_countInTheLimit() throws IOException {
        byte[] tar = tar(made -> add(made, link("l".repeat(1_000), "t".repeat(2_000)), ""));
        long size = 512L + 1_000 + 2_000;

        assertThat(imported(tar, size)).isEqualTo(1);
        requireRefused(tar, size - 1, "larger than the " + (size - 1) + " bytes");
    }

    @Test
    void nameThatIsTooLong_isRefused() throws IOException {
        int longest = LONGEST_NAME;

        assertThat(imported(longNames(longest, longest), Long.MAX_VALUE)).isEqualTo(1);
        requireRefused(longNames(longest + 1, 1), Long.MAX_VALUE, "a path or a link target of more than 65536 bytes");
        requireRefused(longNames(1, longest + 1), Long.MAX_VALUE, "a path or a link target of more than 65536 bytes");
    }

    @Test
    void headersThatAreTooLong_areRefused() throws IOException {
        String message = "headers of more than " + MIB + " bytes";
        byte[] records = tar(tar -> {
            add(tar, records(), record("comment", "c".repeat(MIB)));
            add(tar, new TarArchiveEntry("file", true), "");
        });

        requireRefused(longNames(MIB, 1), Long.MAX_VALUE, message);
        requireRefused(records, Long.MAX_VALUE, message);
        requireRefused(sparse(MIB / 4), Long.MAX_VALUE, message);
    }

    @Test
    void globalRecordsThatAreTooLong_areRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            out.write(global(record("comment" + i, "c".repeat(MIB / 2))));
            byte[] entry = tar(tar -> add(tar, new TarArchiveEntry("file", true), ""));
            out.write(entry, 0, 512);
        }
        out.write(new byte[1_024]);

        requireRefused(out.toByteArray(), Long.MAX_VALUE, "bytes of global pax records");
    }

    /** The library goes one call deeper for each. */
    @Test
    void entryWithTooManyHeaders_isRefused() throws IOException {
        byte[] tar = tar(made -> {
            for (int i = 0; i < 16; i++) {
                add(made, records(), record("comment", "c"));
            }
            add(made, new TarArchiveEntry("file", true), "");
        });

        requireRefused(tar, Long.MAX_VALUE, "more than 16 headers");
    }

    /** Here, too, it goes one call deeper for each. */
    @Test
    void sparseFileOfManyPieces_isImported() throws IOException {
        assertThat(imported(sparse(60_000), Long.MAX_VALUE)).isEqualTo(1);
    }

    /** As {@code tar --format=pax --sparse} writes them: a byte of zeros and one of content in turns. */
    private static byte[] sparse(int pieces) throws IOException {
        StringBuilder map = new StringBuilder().append(pieces).append('\n');
        for (int i = 0; i < pieces; i++) {
            map.append(2 * i + 1).append("\n1\n");
        }
        String padding = "\0".repeat(512 - map.length() % 512);
        return tar(tar -> {
            add(
                    tar,
                    records(),
                    record("GNU.sparse.major", "1")
                            + record("GNU.sparse.minor", "0")
                            + record("GNU.sparse.name", "file")
                            + record("GNU.sparse.realsize", String.valueOf(2 * pieces)));
            add(tar, new TarArchiveEntry("?", true), map + padding + "c".repeat(pieces));
        });
    }

    private void requireCancelInside(byte[] bytes) throws IOException {
        assertThat(imported(bytes, Long.MAX_VALUE)).isEqualTo(1);

        looksBeforeCancel = 8;
        assertThatThrownBy(() -> imported(bytes, Long.MAX_VALUE)).isInstanceOf(CancelledException.class);
    }

    private void requireRefused(byte[] bytes, long maximumBytes, String message) {
        assertThatThrownBy(() -> imported(bytes, maximumBytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was not imported")
                .hasMessageContaining(message);
    }

    /** Returns the number of entries. */
    private int imported(byte[] bytes, long maximumBytes) throws IOException {
        Path archive = Files.write(directory.resolve("archive"), bytes);
        try (Spool spool = new Spool(maximumBytes)) {
            new ArchiveUnpacker(archive, spool, context()).unpack();
            for (EntryPath path : spool.items().keySet()) {
                Spool.Item item = spool.items().get(path);
                assertThat(spool.open(item).readAllBytes())
                        .hasSize((int) item.entry().size());
            }
            return spool.items().size();
        }
    }

    private static TarArchiveEntry link(String name, String target) {
        TarArchiveEntry header = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        header.setLinkName(target);
        return header;
    }

    /** A link whose name and target stand in headers of their own, as GNU tar writes them. */
    private static byte[] longNames(int nameLength, int targetLength) throws IOException {
        return tar(tar -> {
            add(tar, new TarArchiveEntry("long", TarConstants.LF_GNUTYPE_LONGNAME), "n".repeat(nameLength));
            add(tar, new TarArchiveEntry("long", TarConstants.LF_GNUTYPE_LONGLINK), "t".repeat(targetLength));
            add(tar, link("?", "?"), "");
        });
    }

    private static TarArchiveEntry records() {
        return new TarArchiveEntry("records", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
    }

    private static byte[] global(String records) {
        byte[] blocks = new byte[512 + (records.length() + 511) / 512 * 512];
        TarArchiveEntry header = new TarArchiveEntry("records", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER);
        header.setSize(records.length());
        header.writeEntryHeader(blocks);
        System.arraycopy(records.getBytes(StandardCharsets.ISO_8859_1), 0, blocks, 512, records.length());
        return blocks;
    }

    private static String record(String keyword, String value) {
        int length = keyword.length() + value.length() + 3;
        int digits = String.valueOf(length + String.valueOf(length).length()).length();
        return (length + digits) + " " + keyword + "=" + value + "\n";
    }

    @FunctionalInterface
    private interface Filling {
        void fill(TarArchiveOutputStream tar) throws IOException;
    }

    private static byte[] tar(Filling filling) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.ISO_8859_1.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            filling.fill(tar);
        }
        return out.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, TarArchiveEntry header, String content) throws IOException {
        header.setSize(content.length());
        tar.putArchiveEntry(header);
        tar.write(content.getBytes(StandardCharsets.ISO_8859_1));
        tar.closeArchiveEntry();
    }

    private static byte[] zip(String name, int mode, String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            ZipArchiveEntry header = new ZipArchiveEntry(name);
            header.setUnixMode(mode);
            zip.putArchiveEntry(header);
            zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
            zip.closeArchiveEntry();
        }
        return out.toByteArray();
    }

    private SourceContext context() {
        return new SourceContext() {
            @Override
            public Instant startedAt() {
                return Instant.EPOCH;
            }

            @Override
            public void report(EntryIssue issue) {}

            @Override
            public boolean isCancelled() {
                looksBeforeCancel--;
                return looksBeforeCancel < 0;
            }

            @Override
            public void onCancel(Runnable action) {}
        };
    }
}
