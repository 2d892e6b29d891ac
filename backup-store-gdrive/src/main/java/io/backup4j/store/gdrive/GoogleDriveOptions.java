package io.backup4j.store.gdrive;

import java.time.Duration;

/**
 * How a store works in its folder. Immutable; begin with {@link #defaults()}.
 *
 * @param trash whether deleted objects go to the trash, from which Drive removes them after 30 days, and count as occupied space
 *     until then; so does an empty file for each object that is stored. In a shared drive whoever is no manager can do nothing
 *     else. All who use a folder must agree on it
 * @param attempts how often a request is made at most, 1 to 100; the waits begin at a second and do not exceed a minute
 * @param chunkBytes how much of a large object one request carries, and so how much memory an upload takes: a multiple of 256 KiB
 * @param settling how long Drive may take until a listing shows a new file, before storing it counts as failed
 */
public record GoogleDriveOptions(boolean trash, int attempts, int chunkBytes, Duration settling) {
    /** Chunks must be multiples of it. */
    static final int CHUNK_UNIT = 256 << 10;

    private static final GoogleDriveOptions DEFAULTS = new GoogleDriveOptions(false, 8, 8 << 20, Duration.ofMinutes(2));

    /** Checks. */
    public GoogleDriveOptions {
        if (attempts < 1 || attempts > 100) {
            throw new IllegalArgumentException("Attempts outside 1 to 100: " + attempts);
        }
        if (chunkBytes <= 0 || chunkBytes % CHUNK_UNIT != 0) {
            throw new IllegalArgumentException(
                    "Chunks of " + chunkBytes + " bytes are not possible: choose a multiple of " + CHUNK_UNIT);
        }
        if (settling.isNegative()) {
            throw new IllegalArgumentException(
                    "The time until a listing shows a file must not be negative: " + settling);
        }
    }

    /** Returns deleting for good, 8 attempts, chunks of 8 MiB, two minutes until a listing shows a file. */
    public static GoogleDriveOptions defaults() {
        return DEFAULTS;
    }

    /** Returns the same, moving what is deleted to the trash. */
    public GoogleDriveOptions withTrash() {
        return new GoogleDriveOptions(true, attempts, chunkBytes, settling);
    }

    /** Returns the same with another number of attempts. */
    public GoogleDriveOptions withAttempts(int newAttempts) {
        return new GoogleDriveOptions(trash, newAttempts, chunkBytes, settling);
    }

    /** Returns the same with chunks of another size. */
    public GoogleDriveOptions withChunkBytes(int newChunkBytes) {
        return new GoogleDriveOptions(trash, attempts, newChunkBytes, settling);
    }

    /** Returns the same with another time until a listing shows a file. */
    public GoogleDriveOptions withSettling(Duration newSettling) {
        return new GoogleDriveOptions(trash, attempts, chunkBytes, newSettling);
    }
}
