package io.backup4j.core;

/**
 * How closely to look.
 *
 * @param percent share of the packs whose every byte is read, 0 to 100; the check of a pack that is read covers its SHA-256, every
 *     seal and every chunk id
 */
public record VerifyLevel(int percent) {
    /** Every object is there, has its size, and small objects open; every chunk that a point needs has a place. */
    public static final VerifyLevel STRUCTURE = new VerifyLevel(0);

    /** In addition every byte of every pack is read and checked. */
    public static final VerifyLevel EVERY_BYTE = new VerifyLevel(100);

    /** Checks the range. */
    public VerifyLevel {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("Percent outside 0 to 100: " + percent);
        }
    }

    /**
     * In addition to {@link #STRUCTURE} this share of the packs is read and checked: those that were never read, chosen at random, then
     * those whose last check is oldest.
     *
     * @throws IllegalArgumentException when {@code percent} is outside 0 to 100
     */
    public static VerifyLevel sample(int percent) {
        return new VerifyLevel(percent);
    }
}
