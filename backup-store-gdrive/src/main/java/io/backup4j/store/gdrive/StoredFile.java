package io.backup4j.store.gdrive;

import com.google.api.services.drive.model.File;
import io.backup4j.api.ObjectNames;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file as Drive tells it.
 *
 * @param created milliseconds since 1970, by Drive's clock
 * @param size bytes; 0 for a folder
 * @param md5 hexadecimal, null when Drive does not tell it
 * @param sha256 hexadecimal, null when Drive does not tell it
 * @param kind what it is to the store, see {@link Kind}
 * @param target the id that a claim is for; empty for all else
 */
record StoredFile(
        String id,
        String name,
        long created,
        long size,
        @Nullable String md5,
        @Nullable String sha256,
        Kind kind,
        String target) {
    /** What Drive is asked to tell of a file. */
    static final String FIELDS = "id,name,mimeType,createdTime,size,trashed,md5Checksum,sha256Checksum,properties";

    /** The elder first; ids decide between those of one millisecond. */
    static final Comparator<StoredFile> BY_AGE =
            Comparator.comparingLong(StoredFile::created).thenComparing(StoredFile::id);

    /** What a file in the folder is. */
    enum Kind {
        OBJECT,
        FOLDER,
        CLAIM,
        VOID,
        FOREIGN
    }

    static StoredFile of(File file) {
        Map<String, String> properties = Objects.requireNonNullElse(file.getProperties(), Map.of());
        return new StoredFile(
                file.getId(),
                String.valueOf(file.getName()),
                file.getCreatedTime() == null ? 0 : file.getCreatedTime().getValue(),
                file.getSize() == null ? 0 : file.getSize(),
                file.getMd5Checksum(),
                file.getSha256Checksum(),
                kind(file, properties.getOrDefault(NewFile.KIND, "")),
                properties.getOrDefault(NewFile.TARGET, ""));
    }

    /** Returns those of a kind; of several files of one name the first that is there counts, the same for whoever sees the same. */
    static List<StoredFile> byAge(List<StoredFile> files, Kind kind) {
        return files.stream().filter(file -> file.kind == kind).sorted(BY_AGE).toList();
    }

    private static Kind kind(File file, String property) {
        if (Boolean.TRUE.equals(file.getTrashed())) {
            return Kind.FOREIGN;
        }
        if (NewFile.FOLDER_TYPE.equals(file.getMimeType())) {
            return Kind.FOLDER;
        }
        return switch (property) {
            case NewFile.CLAIM -> Kind.CLAIM;
            case NewFile.VOID -> Kind.VOID;
            default -> isObject(String.valueOf(file.getName()), property) ? Kind.OBJECT : Kind.FOREIGN;
        };
    }

    private static boolean isObject(String name, String property) {
        return ObjectNames.isValid(name) && property.equals(NewFile.directory(name));
    }
}
