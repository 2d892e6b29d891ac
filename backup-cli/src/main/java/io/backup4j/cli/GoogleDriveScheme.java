package io.backup4j.cli;

import io.backup4j.api.BackupStore;
import io.backup4j.core.store.RetryingStore;
import io.backup4j.store.gdrive.DriveCredentials;
import io.backup4j.store.gdrive.DriveFolder;
import io.backup4j.store.gdrive.GoogleDriveOptions;
import io.backup4j.store.gdrive.GoogleDriveStore;
import io.backup4j.store.gdrive.GoogleDriveStoreBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A folder of Google Drive: {@code gdrive:///folder/in/my/files?option=value&...}, or {@code gdrive://FOLDER_ID/below/it}. */
final class GoogleDriveScheme implements StoreUrls.Scheme {
    /** Names the file with credentials where the URL does not. */
    static final String CREDENTIALS = "BACKUP_GDRIVE_CREDENTIALS";

    /** A stream that breaks is opened again so often; requests the store repeats by itself. */
    private static final int ATTEMPTS = 5;

    private static final List<String> OPTIONS = List.of("credentials", "drive", "trash", "endpoint");

    @Override
    public String name() {
        return "gdrive";
    }

    @Override
    public String form() {
        return "gdrive:///folder";
    }

    @Override
    public BackupStore open(String rest, Surroundings surroundings) {
        UrlQuery query = UrlQuery.of(rest, OPTIONS);
        try {
            GoogleDriveStoreBuilder builder = GoogleDriveStore.builder(folder(query))
                    .credentials(DriveCredentials.fromFile(credentials(query, surroundings)))
                    .options(options(query));
            query.get("endpoint").map(URI::create).ifPresent(builder::endpoint);
            return RetryingStore.over(builder.open(), ATTEMPTS);
        } catch (IllegalArgumentException | IOException refused) {
            throw new UsageException("Not a store: gdrive:" + query.path() + ": " + refused.getMessage());
        }
    }

    private static DriveFolder folder(UrlQuery query) {
        String place = query.path();
        if (!place.startsWith("//")) {
            throw new UsageException(
                    "Not a folder: gdrive:" + place + " (write gdrive:///folder or gdrive://FOLDER_ID)");
        }
        String[] parts = place.substring(2).split("/", 2);
        String path = parts.length == 1 ? "" : parts[1];
        String drive = query.get("drive").orElse("");
        if (parts[0].isEmpty()) {
            return drive.isEmpty()
                    ? DriveFolder.ofPath(path)
                    : DriveFolder.ofSharedDrive(drive).resolve(path);
        }
        return new DriveFolder(drive, parts[0], List.of()).resolve(path);
    }

    private static Path credentials(UrlQuery query, Surroundings surroundings) {
        return query.get("credentials")
                .or(() -> surroundings.variable(CREDENTIALS))
                .map(Path::of)
                .orElseThrow(
                        () -> new UsageException(
                                "Nobody can use Google Drive without credentials: set " + CREDENTIALS
                                        + " to the file of a service account's key, or of a token that 'backup store sign-in' made"));
    }

    private static GoogleDriveOptions options(UrlQuery query) {
        GoogleDriveOptions options = GoogleDriveOptions.defaults();
        return query.flag("trash", false) ? options.withTrash() : options;
    }
}
