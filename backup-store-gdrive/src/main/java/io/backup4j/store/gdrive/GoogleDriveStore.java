package io.backup4j.store.gdrive;

import com.google.api.client.http.HttpTransport;
import com.google.api.services.drive.Drive;
import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.ObjectNames;
import io.backup4j.api.StoredObject;
import io.backup4j.store.gdrive.StoredFile.Kind;
import io.backup4j.store.gdrive.Verb.Errand;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps objects as files of a folder of Google Drive, all in this one folder, each under its whole name. Other files in the folder
 * are neither listed nor touched.
 *
 * <p>Drive lets many files have one name, so the store makes names unique by itself: a writer shows what it is about to create,
 * and with ids given out beforehand keeps all others from creating the same, whatever clocks say and whoever dies. This needs
 * that a listing shows a new file to everybody as soon as it shows it to its writer, which Drive does as a rule and does not
 * promise. Where it fails, two writers may both succeed; of their objects the elder one counts from then on, the other one is
 * removed, and {@link #takeWarnings} tells so. Storing an object takes five requests, whatever its size, and one more for each
 * chunk.
 *
 * <p>Requests that fail for a moment are made again, and when Drive asks for fewer of them all threads of the store wait; streams
 * that break are not opened again. Safe for use by several threads and several processes. A folder holds at most 500,000 files.
 */
public final class GoogleDriveStore implements BackupStore {
    private final DriveFolder folder;
    private final Place place;
    private final DriveFiles files;
    private final Catalog catalog;
    private final Rivals rivals;
    private final Creation creation;
    private final Warnings warnings = new Warnings();
    private final @Nullable HttpTransport own;

    GoogleDriveStore(
            Drive drive, DriveFolder folder, GoogleDriveOptions options, Pace pace, @Nullable HttpTransport own) {
        this.folder = folder;
        this.own = own;
        Requests requests = new Requests(pace, options.attempts(), folder.location());
        this.files = new DriveFiles(drive, requests, folder.sharedDrive(), options.trash());
        Leftovers leftovers = new Leftovers(files, warnings);
        this.rivals = new Rivals(files, leftovers, pace, new Settling(pace, options.settling()));
        Contest contest = new Contest(files, new Ids(files), rivals, pace, leftovers);
        this.place = new Place(files, folder, contest, warnings);
        this.catalog = new Catalog(files, place, options, warnings);
        Uploads uploads = new Uploads(files, options.chunkBytes());
        this.creation = new Creation(files, place, catalog, uploads, contest);
    }

    /**
     * Returns the store in a folder. Touches nothing.
     *
     * @param drive stays the caller's; it must refresh its tokens by itself and should give up connections that make no progress
     */
    public static GoogleDriveStore of(Drive drive, DriveFolder folder, GoogleDriveOptions options) {
        return new GoogleDriveStore(drive, folder, options, Pace.real(), null);
    }

    /** Begins a store with a client of its own. */
    public static GoogleDriveStoreBuilder builder(DriveFolder folder) {
        return new GoogleDriveStoreBuilder(folder);
    }

    /** Returns {@code gdrive:///path} or {@code gdrive://FOLDER_ID/path}. */
    @Override
    public String location() {
        return folder.location();
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        if (!creation.create(Verb.STORE.on(ObjectNames.check(name)), body)) {
            throw new ObjectExistsException(location(), name);
        }
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        Errand errand = Verb.READ.on(ObjectNames.check(name));
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("Negative range " + offset + "+" + length + " of " + name);
        }
        Ranges ranges = new Ranges(files);
        Optional<String> remembered = catalog.remembered(name);
        if (remembered.isPresent()) {
            Optional<InputStream> stream = ranges.read(errand, remembered.get(), offset, length);
            if (stream.isPresent()) {
                return stream.get();
            }
            catalog.forget(name);
        }
        StoredFile found = catalog.find(errand).orElseThrow(() -> new ObjectMissingException(location(), name));
        return ranges.read(errand, found.id(), offset, length)
                .orElseThrow(() -> new ObjectMissingException(location(), name));
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        new Listing(files, place, catalog).tell(ObjectNames.checkPrefix(prefix), visitor);
    }

    @Override
    public void delete(String name) throws IOException {
        Errand errand = Verb.DELETE.on(ObjectNames.check(name));
        catalog.forget(name);
        Optional<String> parent = place.find(errand);
        if (parent.isPresent()) {
            Wanted unwanted = new Wanted(errand, parent.get(), name, Kind.OBJECT);
            List<StoredFile> shown = files.named(errand, parent.get(), name);
            for (StoredFile file : unwanted.among(shown)) {
                files.remove(errand, file.id());
            }
            rivals.dropFulfilled(unwanted, shown);
        }
    }

    @Override
    public Optional<Instant> clock() throws IOException {
        return files.date(Verb.LIST.on(""));
    }

    @Override
    public List<String> takeWarnings() {
        return warnings.take();
    }

    @Override
    public void close() throws IOException {
        if (own != null) {
            own.shutdown();
        }
    }
}
