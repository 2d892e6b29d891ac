package io.backup4j.store.gdrive;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.File;
import io.backup4j.store.gdrive.Verb.Errand;
import java.io.IOException;
import java.util.Optional;

/** Brings bytes to Drive: small ones with one request, large ones in chunks of which each can be made again. */
final class Uploads {
    private final DriveFiles files;
    private final int chunkBytes;

    Uploads(DriveFiles files, int chunkBytes) {
        this.files = files;
        this.chunkBytes = chunkBytes;
    }

    /**
     * Creates a file. It appears in full or not at all.
     *
     * @return what Drive has then; nothing when there is or was a file of its id
     * @throws IOException when it fails, or nobody can tell whether it did
     */
    Optional<StoredFile> send(Errand errand, File metadata, Content content) throws IOException {
        return content.isSmall()
                ? files.requests().run(errand, () -> atOnce(metadata, content))
                : new ResumableUpload(files, errand, content, chunkBytes).send(metadata);
    }

    private Optional<StoredFile> atOnce(File metadata, Content content) throws IOException {
        Drive.Files.Create create = DriveFiles.plain(files.drive()
                .files()
                .create(metadata, new ByteArrayContent(NewFile.CONTENT_TYPE, content.bytes()))
                .setSupportsAllDrives(true)
                .setFields(StoredFile.FIELDS));
        create.getMediaHttpUploader().setDirectUploadEnabled(true).setDisableGZipContent(true);
        try {
            return Optional.of(StoredFile.of(create.execute()));
        } catch (IOException e) {
            return DriveFiles.orElse(e, 409, Optional.<StoredFile>empty());
        }
    }
}
