package io.backup4j.core.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ByteString;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestoreSession;
import io.backup4j.core.ArchiveFormat;
import io.backup4j.testkit.BytesContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names that are no ASCII, as programs write them into tar archives. */
class TarNamesTest {
    private static final byte[] NO_TEXT = {'n', (byte) 0xe9, (byte) 0xff, (byte) 0x80};

    /** Short and long, with signs of two and of three bytes; the two last differ only in a sign that Latin-1 lacks. */
    private static final List<String> NAMES = List.of("a", "é", "é".repeat(150), "日", "本");

    @TempDir
    private Path directory;

    /** As {@code tar --format=pax} writes them, and Java, bsdtar and Python. */
    @Test
    void namesInPaxRecords_areKept() throws IOException {
        Path archive = archive(StandardCharsets.UTF_8, tar -> {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            addAll(tar);
        });
        requireAll(archive);
    }

    /** As {@code tar --format=gnu} writes them. */
    @Test
    void namesInGnuHeaders_areKept() throws IOException {
        Path archive = archive(StandardCharsets.UTF_8, tar -> {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            addAll(tar);
        });
        requireAll(archive);
    }

    /** As {@code tar --format=ustar} writes them, and old programs in their own charset. */
    @Test
    void namesInPlainHeaders_areKeptByteForByte() throws IOException {
        Path archive = archive(StandardCharsets.ISO_8859_1, tar -> {
            add(tar, new TarArchiveEntry(latin1(NO_TEXT), true));
            add(tar, link(latin1(NO_TEXT) + ".link", TarConstants.LF_SYMLINK, latin1(NO_TEXT)));
            add(tar, new TarArchiveEntry("é", true));
        });

        try (Spool spool = Spools.unpacked(archive)) {
            assertThat(spool.items())
                    .containsOnlyKeys(
                            path(NO_TEXT), path(bytes(latin1(NO_TEXT) + ".link")), path(new byte[] {(byte) 0xe9}));
            assertThat(entry(spool, bytes(latin1(NO_TEXT) + ".link")).link()).isEqualTo(ByteString.of(NO_TEXT));
        }
    }

    /** The sign é is one byte in a plain header in Latin-1 and two in a record: these are two files. */
    @Test
    void plainAndPaxNames_areNotMixedUp() throws IOException {
        Path archive = archive(StandardCharsets.ISO_8859_1, tar -> {
            add(tar, new TarArchiveEntry("é", true));
            add(tar, records("11 path=Ã©\n"));
            add(tar, new TarArchiveEntry("?", true));
        });

        try (Spool spool = Spools.unpacked(archive)) {
            assertThat(spool.items()).containsOnlyKeys(path(new byte[] {(byte) 0xe9}), EntryPath.of("é"));
        }
    }

    /** Names that are no text have nowhere else to stand when they are long. */
    @Test
    void paxNameThatIsNoText_isKeptByteForByte() throws IOException {
        Path archive = archive(StandardCharsets.ISO_8859_1, tar -> {
            add(
                    tar,
                    records("12 path=" + latin1(NO_TEXT).substring(1) + "\n" + "17 linkpath=" + latin1(NO_TEXT)
                            + "\n"));
            add(tar, link("?", TarConstants.LF_SYMLINK, "?"));
        });

        try (Spool spool = Spools.unpacked(archive)) {
            byte[] name = Arrays.copyOfRange(NO_TEXT, 1, NO_TEXT.length);
            assertThat(spool.items()).containsOnlyKeys(path(name));
            assertThat(entry(spool, name).link()).isEqualTo(ByteString.of(NO_TEXT));
        }
    }

    @Test
    void globalRecord_countsWhereAnEntryHasNoneOfItsOwn() throws IOException {
        Path archive = archive(StandardCharsets.ISO_8859_1, tar -> {
            add(tar, link("one", TarConstants.LF_SYMLINK, "?"));
            add(tar, records("16 linkpath=own\n"));
            add(tar, link("two", TarConstants.LF_SYMLINK, "?"));
            add(tar, link("three", TarConstants.LF_SYMLINK, "?"));
        });
        Files.write(archive, concat(global("19 linkpath=target\n"), Files.readAllBytes(archive)));

        try (Spool spool = Spools.unpacked(archive)) {
            assertThat(entry(spool, bytes("one")).link()).isEqualTo(ByteString.utf8("target"));
            assertThat(entry(spool, bytes("two")).link()).isEqualTo(ByteString.utf8("own"));
            assertThat(entry(spool, bytes("three")).link()).isEqualTo(ByteString.utf8("target"));
        }
    }

    @Test
    void recordWithoutValue_leavesTheNameOfTheHeader() throws IOException {
        Path archive = archive(StandardCharsets.ISO_8859_1, tar -> {
            add(tar, records("8 path=\n"));
            add(tar, new TarArchiveEntry("name", true));
        });

        try (Spool spool = Spools.unpacked(archive)) {
            assertThat(spool.items()).containsOnlyKeys(EntryPath.of("name"));
        }
    }

    /** As {@code tar --format=pax --sparse} writes them: the path is another one. */
    @Test
    void sparseFile_hasItsOwnName() throws IOException {
        Path archive = archive(StandardCharsets.ISO_8859_1, tar -> {
            add(tar, records("""
                22 GNU.sparse.major=1
                22 GNU.sparse.minor=0
                24 GNU.sparse.name=d/Ã©
                25 GNU.sparse.realsize=5
                22 path=d/GNUSparse/é
                """));
            add(tar, new TarArchiveEntry("?", true), "1\n0\n5\n" + "\0".repeat(506) + "12345");
        });

        try (Spool spool = Spools.unpacked(archive)) {
            assertThat(spool.items()).containsOnlyKeys(EntryPath.of("d/é"));
        }
    }

    @Test
    void recordThatIsDamaged_refusesTheWholeArchive() throws IOException {
        Path archive = archive(StandardCharsets.ISO_8859_1, tar -> {
            add(tar, records("1 path=name\n"));
            add(tar, new TarArchiveEntry("?", true));
        });

        assertThatThrownBy(() -> Spools.unpacked(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was not imported");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ZIP")
    void exportedNames_comeBackByteForByte(ArchiveFormat format) throws IOException {
        List<byte[]> names = List.of(
                NO_TEXT,
                latin1(NO_TEXT).repeat(50).getBytes(StandardCharsets.ISO_8859_1),
                "é".repeat(150).getBytes(StandardCharsets.UTF_8),
                "日".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RestoreSession session = new ArchiveTarget(format, out).open(CancelSignal.never())) {
            for (byte[] name : names) {
                session.restore(Entry.file(path(name), 0), BytesContent.of(new byte[0]));
                EntryPath link = path(bytes(latin1(name) + ".link"));
                session.restore(
                        new Entry(link, EntryKind.SYMBOLIC_LINK, 0, null, null, ByteString.of(name), Map.of()),
                        BytesContent.of(new byte[0]));
            }
            session.finish();
        }
        Path archive = Files.write(directory.resolve("archive"), out.toByteArray());

        try (Spool spool = Spools.unpacked(archive)) {
            assertThat(spool.items()).hasSize(2 * names.size());
            for (byte[] name : names) {
                assertThat(entry(spool, name).kind()).isEqualTo(EntryKind.FILE);
                assertThat(entry(spool, bytes(latin1(name) + ".link")).link()).isEqualTo(ByteString.of(name));
            }
        }
    }

    private static void addAll(TarArchiveOutputStream tar) throws IOException {
        for (String name : NAMES) {
            add(tar, new TarArchiveEntry(name, true));
            add(tar, link(name + ".symbolic", TarConstants.LF_SYMLINK, name));
            add(tar, link(name + ".hard", TarConstants.LF_LINK, name));
        }
    }

    private void requireAll(Path archive) throws IOException {
        try (Spool spool = Spools.unpacked(archive)) {
            assertThat(spool.items()).hasSize(3 * NAMES.size());
            for (String name : NAMES) {
                assertThat(spool.items()).containsKey(EntryPath.of(name));
                for (String kind : List.of(".symbolic", ".hard")) {
                    assertThat(spool.items()
                                    .get(EntryPath.of(name + kind))
                                    .entry()
                                    .link())
                            .isEqualTo(ByteString.utf8(name));
                }
            }
        }
    }

    private static Entry entry(Spool spool, byte[] name) {
        return spool.items().get(path(name)).entry();
    }

    private static EntryPath path(byte[] name) {
        return EntryPath.ofBytes(name);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static TarArchiveEntry link(String name, byte type, String target) {
        TarArchiveEntry header = new TarArchiveEntry(name, type);
        header.setLinkName(target);
        return header;
    }

    private record Records(TarArchiveEntry header, String text) {}

    /** Records, in Latin-1, for the next entry. */
    private static Records records(String text) {
        return new Records(new TarArchiveEntry("records", TarConstants.LF_PAX_EXTENDED_HEADER_LC), text);
    }

    /** Records for all entries that come. */
    private static byte[] global(String text) {
        byte[] blocks = new byte[2 * 512];
        TarArchiveEntry header = new TarArchiveEntry("records", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER);
        header.setSize(text.length());
        header.writeEntryHeader(blocks);
        System.arraycopy(bytes(text), 0, blocks, 512, text.length());
        return blocks;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void add(TarArchiveOutputStream tar, Records records) throws IOException {
        add(tar, records.header(), records.text());
    }

    private static void add(TarArchiveOutputStream tar, TarArchiveEntry header) throws IOException {
        add(tar, header, "");
    }

    private static void add(TarArchiveOutputStream tar, TarArchiveEntry header, String content) throws IOException {
        header.setSize(content.length());
        tar.putArchiveEntry(header);
        tar.write(bytes(content));
        tar.closeArchiveEntry();
    }

    @FunctionalInterface
    private interface Filling {
        void fill(TarArchiveOutputStream tar) throws IOException;
    }

    private Path archive(Charset charset, Filling filling) throws IOException {
        Path archive = directory.resolve("archive.tar");
        try (OutputStream out = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, charset.name())) {
            filling.fill(tar);
        }
        return archive;
    }
}
