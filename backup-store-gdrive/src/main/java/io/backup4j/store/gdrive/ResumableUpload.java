package io.backup4j.store.gdrive;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.json.JsonHttpContent;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.File;
import io.backup4j.store.gdrive.Verb.Errand;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drive's protocol for large files: a session, chunks, and after every doubt the question how much has arrived
 * (<a href="https://developers.google.com/workspace/drive/api/guides/manage-uploads#resumable">description</a>). The client has one
 * of its own, which loses count when an answer is lost. One upload, one thread.
 */
final class ResumableUpload {
    private static final int RESUME_INCOMPLETE = 308;
    private static final int MOST_SESSIONS = 3;
    private static final int MOST_STANDSTILLS = 8;

    private final DriveFiles files;
    private final Errand errand;
    private final Content content;
    private final int chunkBytes;
    private long arrived;
    private boolean inDoubt;
    private State state = State.GOING_ON;
    private @Nullable StoredFile stored;

    private enum State {
        GOING_ON,
        DONE,
        TAKEN,
        LOST
    }

    ResumableUpload(DriveFiles files, Errand errand, Content content, int chunkBytes) {
        this.files = files;
        this.errand = errand;
        this.content = content;
        this.chunkBytes = chunkBytes;
    }

    Optional<StoredFile> send(File metadata) throws IOException {
        for (int session = 1; session <= MOST_SESSIONS; session++) {
            Optional<GenericUrl> address = files.requests().run(errand, () -> begin(metadata));
            if (address.isEmpty()) {
                return Optional.empty();
            }
            sendTo(address.get());
            if (state != State.LOST) {
                return Optional.ofNullable(stored);
            }
        }
        throw new IOException(
                "Could not " + errand + " Drive: it has forgotten " + MOST_SESSIONS + " uploads in a row");
    }

    private Optional<GenericUrl> begin(File metadata) throws IOException {
        Drive drive = files.drive();
        GenericUrl url = new GenericUrl(drive.getRootUrl() + "upload/" + drive.getServicePath() + "files");
        url.put("uploadType", "resumable");
        url.put("supportsAllDrives", true);
        url.put("fields", StoredFile.FIELDS);
        HttpRequest request = request("POST", url, new JsonHttpContent(drive.getJsonFactory(), metadata));
        request.getHeaders().set("X-Upload-Content-Type", NewFile.CONTENT_TYPE);
        request.getHeaders().set("X-Upload-Content-Length", content.length());
        HttpResponse answer = request.execute();
        try {
            if (answer.getStatusCode() == 409) {
                return Optional.empty();
            }
            requireSuccess(answer);
            if (answer.getHeaders().getLocation() == null) {
                throw new IOException("The answer names no address to upload to");
            }
            return Optional.of(new GenericUrl(answer.getHeaders().getLocation()));
        } finally {
            answer.ignore();
        }
    }

    private void sendTo(GenericUrl session) throws IOException {
        arrived = 0;
        inDoubt = false;
        state = State.GOING_ON;
        int standstills = 0;
        while (state == State.GOING_ON) {
            long before = arrived;
            int length = (int) Math.min(chunkBytes, content.length() - arrived);
            byte[] chunk = content.part(arrived, length);
            files.requests().run(errand, () -> step(session, before, chunk));
            standstills = arrived > before ? 0 : standstills + 1;
            if (state == State.GOING_ON && standstills == MOST_STANDSTILLS) {
                throw new IOException("Could not " + errand + " Drive: it takes no byte behind " + arrived);
            }
        }
    }

    /** Sends a chunk; made again after a failure, asks first how much of it has arrived. */
    private boolean step(GenericUrl session, long offset, byte[] chunk) throws IOException {
        if (inDoubt) {
            take(put(session, "bytes */" + content.length(), new byte[0], 0));
        }
        int skip = (int) (arrived - offset);
        if (state == State.GOING_ON && skip >= 0 && skip < chunk.length) {
            inDoubt = true;
            String range = "bytes " + arrived + "-" + (offset + chunk.length - 1) + "/" + content.length();
            take(put(session, range, chunk, skip));
        }
        return true;
    }

    private HttpResponse put(GenericUrl session, String range, byte[] chunk, int skip) throws IOException {
        HttpContent part = new ByteArrayContent(NewFile.CONTENT_TYPE, chunk, skip, chunk.length - skip);
        HttpRequest request = request("PUT", session, part);
        request.getHeaders().setContentRange(range);
        return request.execute();
    }

    private void take(HttpResponse answer) throws IOException {
        try {
            switch (answer.getStatusCode()) {
                case RESUME_INCOMPLETE -> arrived = behind(answer.getHeaders().getRange());
                case 404, 410 -> state = State.LOST;
                case 409 -> state = State.TAKEN;
                default -> {
                    requireSuccess(answer);
                    stored = StoredFile.of(answer.parseAs(File.class));
                    state = State.DONE;
                }
            }
            inDoubt = false;
        } finally {
            answer.ignore();
        }
    }

    /** Reads {@code bytes=0-41} as 42. */
    private static long behind(@Nullable String range) throws IOException {
        if (range == null) {
            return 0;
        }
        try {
            return Long.parseLong(range.substring(range.indexOf('-') + 1)) + 1;
        } catch (NumberFormatException e) {
            throw new IOException("The answer says that '" + range + "' has arrived, which is no range", e);
        }
    }

    private HttpRequest request(String method, GenericUrl url, HttpContent body) throws IOException {
        Drive drive = files.drive();
        return drive.getRequestFactory()
                .buildRequest(method, url, body)
                .setParser(drive.getObjectParser())
                .setFollowRedirects(false)
                .setThrowExceptionOnExecuteError(false);
    }

    private void requireSuccess(HttpResponse answer) throws IOException {
        if (!answer.isSuccessStatusCode()) {
            throw GoogleJsonResponseException.from(files.drive().getJsonFactory(), answer);
        }
    }
}
