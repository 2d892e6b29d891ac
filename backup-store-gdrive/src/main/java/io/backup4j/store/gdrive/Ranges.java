package io.backup4j.store.gdrive;

import com.google.api.client.http.HttpResponse;
import io.backup4j.api.BackupStore;
import io.backup4j.store.gdrive.Verb.Errand;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads ranges of files, and sees that Drive sends the range that was meant. */
final class Ranges {
    /** No file is larger. */
    private static final long LARGEST_FILE = 1L << 50;

    private final DriveFiles files;

    Ranges(DriveFiles files) {
        this.files = files;
    }

    /** Returns nothing when there is no file of that id. */
    Optional<InputStream> read(Errand errand, String id, long offset, long length) throws IOException {
        long first = Math.min(offset, LARGEST_FILE);
        // A range cannot be empty; one byte shows as well whether there is such a file.
        long count = Math.min(Math.max(1, length), LARGEST_FILE - first + 1);
        boolean all = offset == 0 && length == BackupStore.TO_END;
        String range = all ? null : "bytes=" + first + "-" + (length == BackupStore.TO_END ? "" : first + count - 1);
        Optional<HttpResponse> answer = files.open(errand, id, range);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(stream(errand, answer.get(), all, first, length == 0 ? 0 : count));
    }

    private static InputStream stream(Errand errand, HttpResponse answer, boolean all, long first, long count)
            throws IOException {
        if (answer.getStatusCode() == DriveFiles.BEHIND_THE_END || count == 0) {
            answer.ignore();
            return InputStream.nullInputStream();
        }
        Long length = answer.getHeaders().getContentLength();
        @Nullable String sent = answer.getHeaders().getContentRange();
        boolean meant = all || sent != null && sent.startsWith("bytes " + first + "-");
        if (!meant || length == null || length > count) {
            answer.disconnect();
            throw new IOException("Could not " + errand + " Drive: it was asked for bytes " + first + "+" + count
                    + " and sends " + (sent == null ? "all" : sent) + ", of the length " + length);
        }
        return new FileStream(answer, errand.name(), length);
    }
}
