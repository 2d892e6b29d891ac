package io.backup4j.core.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ByteString;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestoreSession;
import io.backup4j.core.ArchiveFormat;
import io.backup4j.testkit.BytesContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveTargetTest {
    private static final EntryPath LATIN1 = EntryPath.ofBytes(new byte[] {'c', 'a', 'f', (byte) 0xe9});

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(ArchiveFormat.class)
    void namesWithBackslashes_comeBackAsTheyWere(ArchiveFormat format) throws IOException {
        String[] names = {
            "..\\..\\evil", "C:\\evil", "\\", "back", "back/slash", "back\\slash", "d\\", "d\\/in\\it", "x\\y\\"
        };
        Map<EntryPath, String> entries = new TreeMap<>();
        for (String name : names) {
            entries.put(EntryPath.of(name), name);
        }
        Path archive = export(format, session -> {
            for (Map.Entry<EntryPath, String> entry : entries.entrySet()) {
                boolean isDirectory =
                        entry.getValue().equals("back") || entry.getValue().equals("d\\");
                session.restore(
                        isDirectory ? directory(entry.getKey()) : file(entry.getKey()), content(entry.getValue()));
            }
        });

        try (Spool spool = Spools.unpacked(archive)) {
            assertThat(spool.items()).containsOnlyKeys(entries.keySet());
            assertThat(spool.items().get(EntryPath.of("d\\")).entry().kind()).isEqualTo(EntryKind.DIRECTORY);
            assertThat(spool.items().get(EntryPath.of("\\")).entry().kind()).isEqualTo(EntryKind.FILE);
        }
    }

    @Test
    void nameThatIsNotUtf8_isWrittenInOneWayInAZip() throws IOException {
        Path archive = export(ArchiveFormat.ZIP, session -> {
            session.restore(file(LATIN1), content(LATIN1.toString()));
            session.restore(directory(EntryPath.of("d")), content(""));
            session.restore(hardLink("d/link", LATIN1), content(""));
            session.restore(hardLink("link", EntryPath.of("back\\slash")), content(""));
        });

        try (Spool spool = Spools.unpacked(archive)) {
            assertThat(spool.items())
                    .containsOnlyKeys(
                            EntryPath.of("caf\\xe9"), EntryPath.of("d"), EntryPath.of("d/link"), EntryPath.of("link"));
            assertThat(link(spool, "d/link")).isEqualTo("../caf\\xe9");
            assertThat(link(spool, "link")).isEqualTo("back\\slash");
        }
    }

    @ParameterizedTest
    @EnumSource(ArchiveFormat.class)
    void diskThatIsFull_isToldWithTheEntryAtTheEnd(ArchiveFormat format) throws IOException {
        IOException full = new IOException("No space left on device");
        RestoreSession session = new ArchiveTarget(format, refusing(full)).open(CancelSignal.never());
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);

        assertThatThrownBy(() -> session.restore(sized("first", noise.length), BytesContent.of(noise)))
                .isSameAs(full);
        assertThatThrownBy(() -> session.restore(file(EntryPath.of("second")), content("x")))
                .hasMessageContaining("'first' could not be written");
        assertThatThrownBy(session::finish)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'first' could not be written")
                .hasMessageEndingWith(": No space left on device")
                .hasCause(full);
    }

    @Test
    void damagedContent_isToldAtTheEnd() throws IOException {
        RestoreSession session =
                new ArchiveTarget(ArchiveFormat.ZIP, new ByteArrayOutputStream()).open(CancelSignal.never());
        assertThatThrownBy(() -> session.restore(
                        file(EntryPath.of("f")), BytesContent.of(new byte[100]).damaged()))
                .isInstanceOf(CorruptDataException.class);
        assertThatThrownBy(session::finish).hasCauseInstanceOf(CorruptDataException.class);
    }

    @FunctionalInterface
    private interface Filling {
        void fill(RestoreSession session) throws IOException;
    }

    private Path export(ArchiveFormat format, Filling filling) throws IOException {
        Path archive = directory.resolve("archive");
        try (OutputStream out = Files.newOutputStream(archive);
                RestoreSession session = new ArchiveTarget(format, out).open(CancelSignal.never())) {
            filling.fill(session);
            session.finish();
        }
        return archive;
    }

    private static String link(Spool spool, String path) {
        return Objects.requireNonNull(
                        spool.items().get(EntryPath.of(path)).entry().link())
                .toUtf8();
    }

    private static Entry file(EntryPath path) {
        return Entry.file(path, path.toString().getBytes(StandardCharsets.UTF_8).length);
    }

    private static Entry sized(String path, int size) {
        return Entry.file(EntryPath.of(path), size);
    }

    private static Entry directory(EntryPath path) {
        return new Entry(path, EntryKind.DIRECTORY, 0, null, null, null, Map.of());
    }

    private static Entry hardLink(String path, EntryPath file) {
        return new Entry(
                EntryPath.of(path), EntryKind.HARD_LINK, 0, null, null, ByteString.of(file.toByteArray()), Map.of());
    }

    private static EntryContent content(String text) {
        return BytesContent.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static OutputStream refusing(IOException failure) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw failure;
            }
        };
    }
}
