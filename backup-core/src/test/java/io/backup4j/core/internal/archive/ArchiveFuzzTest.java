package io.backup4j.core.internal.archive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.core.ArchiveFormat;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.testkit.BytesContent;
import io.backup4j.testkit.RecordingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveFuzzTest {
    static Stream<byte[]> archives() {
        return Fuzz.seeds(Arrays.stream(ArchiveFormat.values()).map(ArchiveFuzzTest::archive));
    }

    /** Other than in objects, what is wrong with an archive is an {@link IOException}: it is a source. */
    @MethodSource("archives")
    @FuzzTest
    void archive(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("backup4j-fuzz", ".archive");
        try {
            Files.write(file, bytes);
            readAll(file);
        } finally {
            Files.delete(file);
        }
    }

    private static void readAll(Path file) throws IOException {
        try (SourceSnapshot snapshot =
                new ArchiveSource(file, Long.MAX_VALUE).open(new RecordingContext(Clock.systemUTC()))) {
            for (SourceEntry entry = snapshot.next(); entry != null; entry = snapshot.next()) {
                if (entry.entry().kind() == EntryKind.FILE) {
                    entry.open().transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (IOException e) {
            // It was not imported.
        }
    }

    private static byte[] archive(ArchiveFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] content = "content ".repeat(20).getBytes(StandardCharsets.UTF_8);
        try (RestoreSession session = new ArchiveTarget(format, out).open(CancelSignal.never())) {
            session.restore(Entry.file(EntryPath.of("d/file"), content.length), BytesContent.of(content));
            session.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
