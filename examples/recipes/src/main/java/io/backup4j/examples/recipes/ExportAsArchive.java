package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.ArchiveFormat;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.ExportRequest;
import io.backup4j.core.ImportRequest;
import io.backup4j.core.Selection;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a restore point as a tar.gz that any tool opens, and makes a restore point of such an archive again. */
public final class ExportAsArchive {
    private static final long LARGEST_UPLOAD = 1L << 30;

    private ExportAsArchive() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(ExportAsArchive::run);
    }

    static void run(Path directory) throws IOException {
        Path data = Scratch.makeTree(directory.resolve("data"));
        Path archive = directory.resolve("backup.tar.gz");
        try (BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            RestorePoint point = repository.backup(FileTreeSource.of(data));

            // The archive is not encrypted: whoever has it can read it.
            try (OutputStream output = Files.newOutputStream(archive)) {
                repository.run(new ExportRequest(point.id(), Selection.all(), ArchiveFormat.TAR_GZIP, output));
            }
            System.out.println("Wrote " + Files.size(archive) + " bytes, of which 'tar -tzf' tells the names");

            PointDetails details = PointDetails.none().withName("what somebody sent us");
            RestorePoint imported = repository
                    .run(ImportRequest.of(archive, "upload")
                            .withDetails(details)
                            .withMaximumBytes(LARGEST_UPLOAD))
                    .point();
            System.out.println("Imported " + imported.entries() + " entries, "
                    + imported.bytes().original() + " bytes, of which "
                    + imported.bytes().added() + " bytes were new");
        }
    }
}
