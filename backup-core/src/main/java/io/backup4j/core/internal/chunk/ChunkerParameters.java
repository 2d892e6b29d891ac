package io.backup4j.core.internal.chunk;

/**
 * How large the chunks of a repository are. Fixed when it is created: other sizes find nothing again.
 *
 * @param minimum bytes that every chunk but the last of its content has at least, and one more
 * @param average bytes that chunks have about
 * @param maximum bytes that no chunk is larger than
 */
public record ChunkerParameters(int minimum, int average, int maximum) {
    /** Suits files, streams and dumps of up to some TiB. */
    public static final ChunkerParameters STANDARD = new ChunkerParameters(32 << 10, 64 << 10, 512 << 10);

    /** Smallest {@link #minimum}. */
    public static final int SMALLEST = 256;

    /** Largest {@link #maximum}. */
    public static final int LARGEST = 8 << 20;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when the three are not powers of two with
     *     {@code 256 <= minimum < average < maximum <= 2^23}
     */
    public ChunkerParameters {
        boolean ordered = minimum >= SMALLEST && minimum < average && average < maximum && maximum <= LARGEST;
        if (!ordered || Integer.bitCount(minimum) + Integer.bitCount(average) + Integer.bitCount(maximum) != 3) {
            throw new IllegalArgumentException("Chunk sizes are not powers of two with " + SMALLEST
                    + " <= minimum < average < maximum <= " + LARGEST + ": minimum " + minimum + ", average " + average
                    + ", maximum " + maximum);
        }
    }
}
