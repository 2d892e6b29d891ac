package io.backup4j.core.internal.format;

import io.backup4j.api.RestorePointId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The names of objects and what they say. A name that is not ours parses to nothing: such objects are neither read nor
 * touched.
 */
public final class ObjectNames {
    /** Name of the one config. */
    public static final String CONFIG = "config";

    /** Prefix of all key slots. */
    public static final String KEY_SLOTS = "keys/";

    /** Prefix of all epochs; whoever lists key slots sees them too. */
    public static final String EPOCHS = KEY_SLOTS + "epochs/";

    /** Prefix of all packs. */
    public static final String PACKS = "packs/";

    /** Prefix of all index segments. */
    public static final String INDEX_SEGMENTS = "index/";

    /** Prefix of all restore points. */
    public static final String POINTS = "points/";

    /** Prefix of all annotations. */
    public static final String ANNOTATIONS = "annotations/";

    /** Prefix of all deletions. */
    public static final String DELETIONS = "deleted/";

    /** Prefix of all collections. */
    public static final String COLLECTIONS = "gc/";

    /** Prefix of all ledgers. */
    public static final String LEDGERS = "ledger/";

    /** Prefix of all parity. */
    public static final String PARITY = "parity/";

    /** The number that annotations of one restore point, and collections, can reach; epochs end before. */
    public static final int LARGEST_NUMBER = 99_999_999;

    private static final int DIGITS = 8;
    private static final String CLOSING = "/closing";
    private static final String RESOLVED = "/resolved";

    private ObjectNames() {}

    /** Returns the name of a key slot. */
    public static String keySlot(ObjectId id) {
        return KEY_SLOTS + id;
    }

    /** Returns the key slot that {@code name} names. */
    public static Optional<ObjectId> keySlotId(String name) {
        return idBehind(KEY_SLOTS, name);
    }

    /**
     * Returns the name of an epoch.
     *
     * @throws IllegalArgumentException when {@code number} is not in 1 to {@link ObjectFrame#LARGEST_EPOCH}
     */
    public static String epoch(int number) {
        if (number > ObjectFrame.LARGEST_EPOCH) {
            throw new IllegalArgumentException("Epoch above " + ObjectFrame.LARGEST_EPOCH + ": " + number);
        }
        return EPOCHS + digits(number);
    }

    /** Returns the epoch that {@code name} names. */
    public static OptionalInt epochNumber(String name) {
        int number = name.startsWith(EPOCHS) ? positive(name.substring(EPOCHS.length())) : 0;
        return number > 0 && number <= ObjectFrame.LARGEST_EPOCH ? OptionalInt.of(number) : OptionalInt.empty();
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
     * @throws IllegalArgumentException when {@code number} is not in 1 to {@link #LARGEST_NUMBER}
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

    /** Returns the name of the deletion of a restore point. */
    public static String deletion(RestorePointId point) {
        return DELETIONS + point;
    }

    /** Returns the restore point whose deletion {@code name} names. */
    public static Optional<RestorePointId> deletedPoint(String name) {
        return idBehind(DELETIONS, name).map(ObjectId::toHex).map(RestorePointId::new);
    }

    /** Returns the name of the object that says that a collection has begun. */
    public static String closing(long number) {
        return COLLECTIONS + digits(number) + CLOSING;
    }

    /** Returns the name of the object that says how a collection has ended. */
    public static String resolved(long number) {
        return COLLECTIONS + digits(number) + RESOLVED;
    }

    /** Returns the number of the collection that {@code name} says has begun. */
    public static OptionalLong closingNumber(String name) {
        return collectionNumber(name, CLOSING);
    }

    /** Returns the number of the collection that {@code name} says has ended. */
    public static OptionalLong resolvedNumber(String name) {
        return collectionNumber(name, RESOLVED);
    }

    private static OptionalLong collectionNumber(String name, String ending) {
        int end = COLLECTIONS.length() + DIGITS;
        boolean fits = name.startsWith(COLLECTIONS) && name.length() == end + ending.length() && name.endsWith(ending);
        int number = fits ? positive(name.substring(COLLECTIONS.length(), end)) : 0;
        return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private static String digits(long number) {
        if (number < 1 || number > LARGEST_NUMBER) {
            throw new IllegalArgumentException("Number out of range 1 to " + LARGEST_NUMBER + ": " + number);
        }
        return String.format(Locale.ROOT, "%08d", number);
    }

    /** Returns the name of a ledger. */
    public static String ledger(ObjectId id) {
        return LEDGERS + id;
    }

    /** Returns the ledger that {@code name} names. */
    public static Optional<ObjectId> ledgerId(String name) {
        return idBehind(LEDGERS, name);
    }

    /** Returns the name of a parity object. */
    public static String parity(ObjectId id) {
        return PARITY + id;
    }

    /** Returns the parity object that {@code name} names. */
    public static Optional<ObjectId> parityId(String name) {
        return idBehind(PARITY, name);
    }

    /** Returns what kind of object has this name. */
    public static Optional<ObjectKind> kind(String name) {
        return switch (name.substring(0, name.indexOf('/') + 1)) {
            case "" -> kindIf(name.equals(CONFIG), ObjectKind.CONFIG);
            case KEY_SLOTS ->
                kindIf(keySlotId(name).isPresent(), ObjectKind.KEY_SLOT)
                        .or(() -> kindIf(epochNumber(name).isPresent(), ObjectKind.EPOCH));
            case PACKS -> kindIf(packId(name).isPresent(), ObjectKind.PACK);
            case INDEX_SEGMENTS -> kindIf(indexSegmentId(name).isPresent(), ObjectKind.INDEX_SEGMENT);
            case POINTS -> kindIf(pointId(name).isPresent(), ObjectKind.RESTORE_POINT);
            case ANNOTATIONS -> kindIf(annotationName(name).isPresent(), ObjectKind.ANNOTATION);
            case DELETIONS -> kindIf(deletedPoint(name).isPresent(), ObjectKind.DELETION);
            case COLLECTIONS ->
                kindIf(closingNumber(name).isPresent() || resolvedNumber(name).isPresent(), ObjectKind.COLLECTION);
            case LEDGERS -> kindIf(ledgerId(name).isPresent(), ObjectKind.LEDGER);
            case PARITY -> kindIf(parityId(name).isPresent(), ObjectKind.PARITY);
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
        boolean valid = digits.length() == DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9');
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
            if (number < 1 || number > LARGEST_NUMBER) {
                throw new IllegalArgumentException(
                        "Annotation number out of range 1 to " + LARGEST_NUMBER + ": " + number);
            }
        }

        /** Returns the name of the object. */
        @Override
        public String toString() {
            return annotationsOf(point) + digits(number);
        }
    }
}
