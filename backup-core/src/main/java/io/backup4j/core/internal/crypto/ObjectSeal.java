package io.backup4j.core.internal.crypto;

/**
 * Seals the blocks of one object, or opens them: cuts a payload into records and encrypts each.
 *
 * <p>A pair of object and block ordinal must be sealed once only. Input and output must not overlap. Not safe for use by
 * several threads; each makes its own from {@link KeyTree#seal}.
 */
public sealed interface ObjectSeal permits GcmSeal, PlainSeal {
    /** Payload bytes of each record but the last. */
    int RECORD_LENGTH = 65_536;

    /** The shortest payload. */
    int SHORTEST_PAYLOAD = 5;

    /** The longest payload; sealed, it still fits an array. */
    int LONGEST_PAYLOAD = Integer.MAX_VALUE - (1 << 20);

    /** The ordinal 2^32-1 of a pack's directory. */
    int DIRECTORY_ORDINAL = -1;

    /**
     * Returns how many bytes a payload has when sealed.
     *
     * @param payloadLength {@link #SHORTEST_PAYLOAD} to {@link #LONGEST_PAYLOAD}
     * @throws IllegalArgumentException when it is out of range
     */
    int sealedLength(int payloadLength);

    /**
     * Returns how many bytes a sealed block has when opened.
     *
     * @throws io.backup4j.api.CorruptDataException when no sealed block has this length
     */
    int payloadLength(int sealedLength);

    /**
     * Seals one block.
     *
     * @param payload holds the payload, {@code length} bytes from {@code offset}
     * @param blockOrdinal the block's place in the object, as unsigned 32-bit number
     * @param out takes {@link #sealedLength} bytes from {@code outOffset}
     * @return the sealed length
     * @throws IndexOutOfBoundsException when a range is not inside its array
     */
    int seal(byte[] payload, int offset, int length, int blockOrdinal, byte[] out, int outOffset);

    /**
     * Opens one block.
     *
     * @param sealed holds the sealed block, {@code length} bytes from {@code offset}
     * @param blockOrdinal the block's place in the object, as unsigned 32-bit number
     * @param out takes {@link #payloadLength} bytes from {@code outOffset}; worthless after an exception
     * @return the payload length
     * @throws io.backup4j.api.CorruptDataException when the block is not what was sealed at this place of this object
     * @throws IndexOutOfBoundsException when a range is not inside its array
     */
    int open(byte[] sealed, int offset, int length, int blockOrdinal, byte[] out, int outOffset);

    /** Requires a payload length that the format allows. */
    static void requirePayloadLength(int length) {
        if (length < SHORTEST_PAYLOAD || length > LONGEST_PAYLOAD) {
            throw new IllegalArgumentException(
                    "Payload length out of range " + SHORTEST_PAYLOAD + " to " + LONGEST_PAYLOAD + ": " + length);
        }
    }
}
