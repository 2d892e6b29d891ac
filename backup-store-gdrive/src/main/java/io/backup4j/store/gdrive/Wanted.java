package io.backup4j.store.gdrive;

import io.backup4j.store.gdrive.StoredFile.Kind;
import io.backup4j.store.gdrive.Verb.Errand;
import java.util.List;

/**
 * What there must be one of.
 *
 * @param errand what it is created for
 * @param parent the folder in which it will lie
 * @param kind an object, or a folder
 */
record Wanted(Errand errand, String parent, String name, Kind kind) {
    boolean is(StoredFile file) {
        return file.kind() == kind;
    }

    /** Returns those of the kind, the eldest first. */
    List<StoredFile> among(List<StoredFile> shown) {
        return StoredFile.byAge(shown, kind);
    }
}
