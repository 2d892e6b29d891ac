package io.backup4j.core;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.MemorySource.Item;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What comes from elsewhere: a point of another repository and an archive. Made once for all tests of this process. */
record Arrivals(BackupRepository other, RestorePoint point, NaiveCopy copy, Path archive, NaiveCopy unpacked) {
    private static @Nullable Arrivals made;

    static synchronized Arrivals made() {
        Arrivals arrivals = made;
        if (arrivals == null) {
            try {
                arrivals = make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            made = arrivals;
        }
        return arrivals;
    }

    private static Arrivals make() throws IOException {
        BackupRepository other = BackupRepository.create(new InMemoryStore(), Encryption.none());
        byte[] content = new byte[2_000];
        new Random(5).nextBytes(content);
        MemorySource source = new MemorySource().file("arrived", content);
        RestorePoint point = other.backup(source);
        Path archive = Files.createTempFile("arrivals", ".tar.gz");
        archive.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(archive)) {
            other.run(new ExportRequest(point.id(), Selection.all(), ArchiveFormat.TAR_GZIP, out));
        }
        return new Arrivals(other, point, NaiveCopy.of(source), archive, unpacked(archive));
    }

    /** An archive gives entries some attributes; which ones, an import tells. */
    private static NaiveCopy unpacked(Path archive) {
        try (BackupRepository empty = BackupRepository.create(new InMemoryStore(), Encryption.none())) {
            MemoryTarget target = new MemoryTarget(1);
            empty.restore(importInto(empty, archive), target);
            MemorySource source = new MemorySource();
            target.entries().forEach((path, entry) -> {
                source.file(path.toString(), target.contents().get(path).toByteArray());
                source.items.computeIfPresent(
                        path, (same, item) -> new Item(entry, item.content(), item.stamp(), item.granularity()));
            });
            return NaiveCopy.of(source);
        }
    }

    private static RestorePoint importInto(BackupRepository repository, Path archive) {
        return repository.run(ImportRequest.of(archive, "memory")).point();
    }

    RestorePoint copyInto(BackupRepository repository) {
        return other.run(new CopyRequest(point.id(), repository)).point();
    }

    RestorePoint importInto(BackupRepository repository) {
        return importInto(repository, archive);
    }
}
