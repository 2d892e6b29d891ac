package io.backup4j.store.gdrive;

import com.google.api.services.drive.model.File;
import java.util.List;
import java.util.Map;

/**
 * What files are created with. Properties and not app properties: those can be seen only by the application that wrote them, and a
 * repository must be readable with any program's credentials.
 */
final class NewFile {
    /** The property that says what a file is: for an object its outermost directory with a slash, which listings ask for. */
    static final String KIND = "backup4j";

    /** The property of a claim that names the id that it is for. */
    static final String TARGET = "backup4j-target";

    static final String CLAIM = "claim";
    static final String VOID = "void";
    static final String FOLDER_TYPE = "application/vnd.google-apps.folder";
    static final String CONTENT_TYPE = "application/octet-stream";

    private NewFile() {}

    static File object(String parent, String id, String name) {
        return file(parent, id, name).setProperties(Map.of(KIND, directory(name)));
    }

    static File claim(String parent, String id, String name, String target) {
        return file(parent, id, name).setProperties(Map.of(KIND, CLAIM, TARGET, target));
    }

    static File voided(String parent, String id) {
        return file(parent, id, VOID).setProperties(Map.of(KIND, VOID));
    }

    static File folder(String parent, String id, String name) {
        return file(parent, id, name).setMimeType(FOLDER_TYPE);
    }

    /** Returns what stands before the first slash, with the slash; the slash alone for an object without directory. */
    static String directory(String name) {
        return name.contains("/") ? name.substring(0, name.indexOf('/') + 1) : "/";
    }

    private static File file(String parent, String id, String name) {
        return new File().setId(id).setName(name).setParents(List.of(parent)).setMimeType(CONTENT_TYPE);
    }
}
