package io.backup4j.store.gdrive;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import io.backup4j.store.gdrive.StoredFile.Kind;
import io.backup4j.store.gdrive.Verb.Errand;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks Drive about files, again and again where that may help. Safe for use by several threads. */
final class DriveFiles {
    /** The status of an answer to a range that the file does not reach. */
    static final int BEHIND_THE_END = 416;

    /** As many as Drive gives at most. */
    private static final int PAGE = 1000;

    private static final String LIST_FIELDS = "nextPageToken,incompleteSearch,files(" + StoredFile.FIELDS + ")";

    private final Drive drive;
    private final Requests requests;
    private final String sharedDrive;
    private final boolean trash;

    DriveFiles(Drive drive, Requests requests, String sharedDrive, boolean trash) {
        this.drive = drive;
        this.requests = requests;
        this.sharedDrive = sharedDrive;
        this.trash = trash;
    }

    Drive drive() {
        return drive;
    }

    Requests requests() {
        return requests;
    }

    List<String> newIds(Errand errand, int count) throws IOException {
        return requests.run(
                errand,
                () -> drive.files().generateIds().setCount(count).execute().getIds());
    }

    /** Returns when Drive answers, by its own clock. */
    Optional<Instant> date(Errand errand) throws IOException {
        return requests.run(errand, () -> {
            HttpResponse answer = drive.files().generateIds().setCount(1).executeUnparsed();
            answer.ignore();
            return Optional.ofNullable(answer.getHeaders().getDate())
                    .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        });
    }

    /** Creates a file without content. Returns false when there is or was a file of its id. */
    boolean create(Errand errand, File metadata) throws IOException {
        return requests.run(errand, () -> {
            try {
                plain(drive.files().create(metadata).setSupportsAllDrives(true).setFields("id"))
                        .execute();
                return true;
            } catch (IOException e) {
                return orElse(e, 409, false);
            }
        });
    }

    /** Returns what the store has under an id, nothing when there is no file, one in the trash, or somebody else's. */
    Optional<StoredFile> find(Errand errand, String id) throws IOException {
        Optional<StoredFile> found = requests.run(errand, () -> {
            try {
                return Optional.of(StoredFile.of(drive.files()
                        .get(id)
                        .setSupportsAllDrives(true)
                        .setFields(StoredFile.FIELDS)
                        .execute()));
            } catch (IOException e) {
                return orElse(e, 404, Optional.<StoredFile>empty());
            }
        });
        return found.filter(file -> file.kind() != Kind.FOREIGN);
    }

    /** Returns whether a file is there that a listing shows, which may go on for a while after it was removed. */
    boolean isThere(Errand errand, StoredFile shown) throws IOException {
        return find(errand, shown.id())
                .filter(file -> file.kind() == shown.kind())
                .isPresent();
    }

    /** Removes a file in the way that the options say, which may be the only one that is allowed; one that is not there is fine. */
    void remove(Errand errand, String id) throws IOException {
        if (trash) {
            trash(errand, id);
        } else {
            delete(errand, id);
        }
    }

    private void delete(Errand errand, String id) throws IOException {
        requests.run(errand, () -> {
            try {
                drive.files().delete(id).setSupportsAllDrives(true).execute();
                return true;
            } catch (IOException e) {
                return orElse(e, 404, true);
            }
        });
    }

    private void trash(Errand errand, String id) throws IOException {
        requests.run(errand, () -> {
            try {
                plain(drive.files()
                                .update(id, new File().setTrashed(true))
                                .setSupportsAllDrives(true)
                                .setFields("id"))
                        .execute();
                return true;
            } catch (IOException e) {
                return orElse(e, 404, true);
            }
        });
    }

    /**
     * Begins to read a file.
     *
     * @return the answer, whose status is {@link #BEHIND_THE_END} when the file ends before the range; nothing when there is no
     *     file of that id
     */
    Optional<HttpResponse> open(Errand errand, String id, @Nullable String range) throws IOException {
        return requests.run(errand, () -> {
            Drive.Files.Get get =
                    drive.files().get(id).setSupportsAllDrives(true).setAlt("media");
            get.getRequestHeaders().setRange(range).setAcceptEncoding("identity");
            HttpResponse answer = get.buildHttpRequest()
                    .setThrowExceptionOnExecuteError(false)
                    .execute();
            if (answer.getStatusCode() == 404) {
                answer.ignore();
                return Optional.<HttpResponse>empty();
            }
            if (!answer.isSuccessStatusCode() && answer.getStatusCode() != BEHIND_THE_END) {
                throw GoogleJsonResponseException.from(drive.getJsonFactory(), answer);
            }
            return Optional.of(answer);
        });
    }

    /** Tells all files that a query finds; a file whose page changes meanwhile may be told twice. */
    void each(Errand errand, String query, Consumer<StoredFile> visitor) throws IOException {
        Set<String> tokens = new HashSet<>();
        String token = null;
        do {
            FileList page = page(errand, query, token);
            page.getFiles().stream().map(StoredFile::of).forEach(visitor);
            token = page.getNextPageToken();
            if (token != null && !tokens.add(token)) {
                throw new IOException("Could not " + errand + " Drive: it gives the same page again and again");
            }
        } while (token != null);
    }

    /** Returns all files of exactly that name; Drive's own comparison knows no upper and lower case. */
    List<StoredFile> named(Errand errand, String parent, String name) throws IOException {
        List<StoredFile> found = new ArrayList<>();
        each(errand, Query.named(parent, name), found::add);
        found.removeIf(file -> !file.name().equals(name));
        return found;
    }

    private FileList page(Errand errand, String query, @Nullable String token) throws IOException {
        FileList page = requests.run(errand, () -> {
            Drive.Files.List list = drive.files()
                    .list()
                    .setQ(query)
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .setFields(LIST_FIELDS)
                    .setSupportsAllDrives(true)
                    .setIncludeItemsFromAllDrives(true);
            return (sharedDrive.isEmpty() ? list : list.setCorpora("drive").setDriveId(sharedDrive)).execute();
        });
        if (page.getFiles() == null || Boolean.TRUE.equals(page.getIncompleteSearch())) {
            throw new IOException("Could not " + errand + " Drive: the list that it gives is not complete");
        }
        return page;
    }

    /** Sends a request as it is: what is stored is compressed and sealed, and what a client compresses it holds in memory twice. */
    static <R extends AbstractGoogleClientRequest<?>> R plain(R request) {
        request.setDisableGZipContent(true);
        return request;
    }

    /** Returns {@code instead} when Drive has answered with {@code status}; any other failure goes on. */
    static <T> T orElse(IOException failure, int status, T instead) throws IOException {
        if (Failure.status(failure) != status) {
            throw failure;
        }
        return instead;
    }
}
