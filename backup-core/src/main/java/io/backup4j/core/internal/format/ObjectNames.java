package io.backup4j.core.internal.format;

import io.backup4j.api.RestorePointId;
import java.util.Locale;
import java.util.Optional;

/**
 * The names of objects and what they say. A name that is not ours parses to nothing: such objects are neither read nor
 * touched.
 */
public final class ObjectNames {
    /** Name of the one config. */
    public static final String CONFIG = "config";

    /** Prefix of all key slots. */
    public static final String KEY_SLOTS = "keys/";

    /** Prefix of all packs. */
    public static final String PACKS = "packs/";

    /** Prefix of all index segments. */
    public static final String INDEX_SEGMENTS = "index/";

    /** Prefix of all restore points. */
    public static final String POINTS = "points/";

    /** Prefix of all annotations. */
    public static final String ANNOTATIONS = "annotations/";

    /** Prefix of all collections. */
    public static final String COLLECTIONS = "gc/";

    /** The number that annotations of one restore point can reach. */
    public static final int LARGEST_ANNOTATION = 99_999_999;

    private static final int ANNOTATION_DIGITS = 8;

    private ObjectNames() {}

    /** Returns the name of a key slot. */
    public static String keySlot(ObjectId id) {
        return KEY_SLOTS + id;
    }

    /** Returns the key slot that {@code name} names. */
    public static Optional<ObjectId> keySlotId(String name) {
        return idBehind(KEY_SLOTS, name);
    }

    /** Returns the name of a pack. */
    public static String pack(ObjectId id) {
        String hex = id.toHex();
        return PACKS + hex.substring(0, 2) + "/" + hex;
    }

    /** Returns the pack that {@code name} names. */
    public static Optional<ObjectId> packId(String name) {
        String hex = name.substring(name.lastIndexOf('/') + 1);
        return ObjectId.isHex(hex)
                ? Optional.of(ObjectId.fromHex(hex)).filter(id -> pack(id).equals(name))
                : Optional.empty();
    }

    /** Returns the name of an index segment. */
    public static String indexSegment(ObjectId id) {
        return INDEX_SEGMENTS + id;
    }

    /** Returns the index segment that {@code name} names. */
    public static Optional<ObjectId> indexSegmentId(String name) {
        return idBehind(INDEX_SEGMENTS, name);
    }

    /** Returns the name of a restore point. */
    public static String point(RestorePointId id) {
        return POINTS + id;
    }

    /** Returns the restore point that {@code name} names. */
    public static Optional<RestorePointId> pointId(String name) {
        return idBehind(POINTS, name).map(ObjectId::toHex).map(RestorePointId::new);
    }

    /** Returns the prefix of all annotations of a restore point. */
    public static String annotationsOf(RestorePointId point) {
        return ANNOTATIONS + point + "/";
    }

    /**
     * Returns the name of an annotation.
     *
     * @param number counted from 1
     * @throws IllegalArgumentException when {@code number} is not in 1 to {@link #LARGEST_ANNOTATION}
     */
    public static String annotation(RestorePointId point, int number) {
        return new AnnotationName(point, number).toString();
    }

    /** Returns the annotation that {@code name} names. */
    public static Optional<AnnotationName> annotationName(String name) {
        int slash = name.lastIndexOf('/');
        if (!name.startsWith(ANNOTATIONS) || slash < ANNOTATIONS.length()) {
            return Optional.empty();
        }
        String point = name.substring(ANNOTATIONS.length(), slash);
        int number = positive(name.substring(slash + 1));
        return ObjectId.isHex(point) && number > 0
                ? Optional.of(new AnnotationName(new RestorePointId(point), number))
                : Optional.empty();
    }

    /** Returns what kind of object has this name. */
    public static Optional<ObjectKind> kind(String name) {
        return switch (name.substring(0, name.indexOf('/') + 1)) {
            case "" -> kindIf(name.equals(CONFIG), ObjectKind.CONFIG);
            case KEY_SLOTS -> kindIf(keySlotId(name).isPresent(), ObjectKind.KEY_SLOT);
            case PACKS -> kindIf(packId(name).isPresent(), ObjectKind.PACK);
            case INDEX_SEGMENTS -> kindIf(indexSegmentId(name).isPresent(), ObjectKind.INDEX_SEGMENT);
            case POINTS -> kindIf(pointId(name).isPresent(), ObjectKind.RESTORE_POINT);
            case ANNOTATIONS -> kindIf(annotationName(name).isPresent(), ObjectKind.ANNOTATION);
            case COLLECTIONS -> Optional.of(ObjectKind.COLLECTION);
            default -> Optional.empty();
        };
    }

    private static Optional<ObjectKind> kindIf(boolean known, ObjectKind kind) {
        return known ? Optional.of(kind) : Optional.empty();
    }

    private static Optional<ObjectId> idBehind(String prefix, String name) {
        String hex = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
        return ObjectId.isHex(hex) ? Optional.of(ObjectId.fromHex(hex)) : Optional.empty();
    }

    private static int positive(String digits) {
        boolean valid = digits.length() == ANNOTATION_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return valid ? Integer.parseInt(digits) : 0;
    }

    /**
     * Names one annotation.
     *
     * @param point the restore point it belongs to
     * @param number counted from 1; the highest holds
     */
    public record AnnotationName(RestorePointId point, int number) {
        /** Checks the range of the number. */
        public AnnotationName {
            if (number < 1 || number > LARGEST_ANNOTATION) {
                throw new IllegalArgumentException(
                        "Annotation number out of range 1 to " + LARGEST_ANNOTATION + ": " + number);
            }
        }

        /** Returns the name of the object. */
        @Override
        public String toString() {
            return annotationsOf(point) + String.format(Locale.ROOT, "%08d", number);
        }
    }
}
