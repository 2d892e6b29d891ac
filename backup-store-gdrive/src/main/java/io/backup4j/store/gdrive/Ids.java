package io.backup4j.store.gdrive;

import io.backup4j.store.gdrive.Verb.Errand;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Ids that Drive has given out and nobody has used. Safe for use by several threads. */
final class Ids {
    private static final int BATCH = 100;

    private final DriveFiles files;
    private final Deque<String> unused = new ArrayDeque<>();

    Ids(DriveFiles files) {
        this.files = files;
    }

    synchronized String next(Errand errand) throws IOException {
        if (unused.isEmpty()) {
            unused.addAll(files.newIds(errand, BATCH));
        }
        return unused.remove();
    }
}
