package io.backup4j.store.gdrive;

import io.backup4j.store.gdrive.Verb.Errand;
import java.io.IOException;

/**
 * Takes away the files that storing needed and nobody needs any more. One that stays does no harm: the next writer of the name
 * tries again. Safe for use by several threads.
 */
final class Leftovers {
    private final DriveFiles files;
    private final Warnings warnings;

    Leftovers(DriveFiles files, Warnings warnings) {
        this.files = files;
        this.warnings = warnings;
    }

    /** Removes a file, or says as a warning why it stays. */
    void remove(Errand errand, String id) {
        try {
            files.remove(Verb.CLEAN_UP.on(errand.name()), id);
        } catch (IOException e) {
            warnings.add("An extra file, " + id + ", is left of storing " + errand.name() + ": " + e.getMessage());
        }
    }
}
