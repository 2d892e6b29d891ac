package io.backup4j.core.internal.compress;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.Compression;
import io.backup4j.core.internal.format.BigEndian;
import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;

/**
 * Makes payloads of blocks, and blocks of payloads: codec, plain length, data.
 *
 * <p>What is compressed, the compression it was made for decides; every payload is read. Data that does not get smaller is
 * stored as it is, and a sample finds most of such data before time is spent on it. Input and output must not overlap. Not
 * safe for use by several threads; each worker makes its own and closes it.
 */
public final class BlockCodec implements Closeable {
    /** Bytes of a payload before its data. */
    public static final int HEADER_LENGTH = 5;

    /** The most plain bytes that a block may have. */
    public static final int LONGEST_PLAIN = 1 << 28;

    private static final int STORED = 0;
    private static final int SMALLEST_SAMPLED = 64 * 1024;
    private static final int SAMPLE_PIECES = 3;
    private static final int SAMPLE_PIECE = 8 * 1024;
    private static final int SAMPLE = SAMPLE_PIECES * SAMPLE_PIECE;
    private static final int SAMPLE_WORTH_IT = SAMPLE * 97 / 100;

    private final int code;
    private final Codec[] codecs;
    private final byte[] sample = new byte[SAMPLE];
    private final byte[] packedSample = new byte[SAMPLE + 1024];

    private BlockCodec(int code, int zstdLevel) {
        this.code = code;
        this.codecs = new Codec[] {
            new StoredCodec(), new ZstdCodec(zstdLevel), StreamCodec.gzip(), StreamCodec.bzip2(), StreamCodec.xz()
        };
    }

    /** Makes a codec that compresses in this way. */
    public static BlockCodec of(Compression compression) {
        return switch (compression.algorithm()) {
            case NONE -> new BlockCodec(STORED, Compression.DEFAULT_ZSTD_LEVEL);
            case ZSTD -> new BlockCodec(1, compression.level());
            case GZIP -> new BlockCodec(2, Compression.DEFAULT_ZSTD_LEVEL);
            case BZIP2 -> new BlockCodec(3, Compression.DEFAULT_ZSTD_LEVEL);
            case XZ -> new BlockCodec(4, Compression.DEFAULT_ZSTD_LEVEL);
        };
    }

    /**
     * Returns the most bytes that the payload of a block can have.
     *
     * @throws IllegalArgumentException when {@code plainLength} is not in 0 to {@link #LONGEST_PLAIN}
     */
    public static int maxPayload(int plainLength) {
        if (plainLength < 0 || plainLength > LONGEST_PLAIN) {
            throw new IllegalArgumentException("Block length out of range 0 to " + LONGEST_PLAIN + ": " + plainLength);
        }
        return HEADER_LENGTH + plainLength;
    }

    /**
     * Makes a payload.
     *
     * @param out has room for {@link #maxPayload} bytes from {@code outOffset} on
     * @return bytes of the payload
     * @throws IndexOutOfBoundsException when a range is not inside its array
     */
    public int compress(byte[] plain, int offset, int length, byte[] out, int outOffset) {
        Objects.checkFromIndexSize(offset, length, plain.length);
        Objects.checkFromIndexSize(outOffset, maxPayload(length), out.length);
        int dataOffset = outOffset + HEADER_LENGTH;
        boolean worthIt = code != STORED && length > 1 && isCompressible(plain, offset, length);
        int packed =
                worthIt ? codecs[code].compress(plain, offset, length, out, dataOffset, length - 1) : Codec.TOO_LARGE;
        boolean stored = packed == Codec.TOO_LARGE;
        out[outOffset] = (byte) (stored ? STORED : code);
        BigEndian.putInt(out, outOffset + 1, length);
        return HEADER_LENGTH
                + (stored ? codecs[STORED].compress(plain, offset, length, out, dataOffset, length) : packed);
    }

    /**
     * Returns how many plain bytes a payload has.
     *
     * @param what the object that holds it, for messages
     * @throws CorruptDataException when it is no payload
     * @throws IndexOutOfBoundsException when the range is not inside the array
     */
    public static int plainLength(String what, byte[] payload, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, payload.length);
        if (length < HEADER_LENGTH) {
            throw new CorruptDataException(what + " is damaged: a block has only " + length + " bytes");
        }
        int plainLength = BigEndian.getInt(payload, offset + 1);
        if (plainLength < 0 || plainLength > LONGEST_PLAIN) {
            throw new CorruptDataException(what + " is damaged: a block announces "
                    + Integer.toUnsignedString(plainLength) + " bytes, more than the " + LONGEST_PLAIN + " allowed");
        }
        return plainLength;
    }

    /**
     * Undoes {@link #compress}, whatever codec made the payload.
     *
     * @param what the object that holds it, for messages
     * @param out has room for {@link #plainLength} bytes from {@code outOffset} on; worthless after an exception
     * @return plain bytes of the block
     * @throws CorruptDataException when the payload does not give exactly the bytes that it announces; no byte beyond them
     *     is ever written
     * @throws IndexOutOfBoundsException when a range is not inside its array
     */
    public int decompress(String what, byte[] payload, int offset, int length, byte[] out, int outOffset) {
        int plainLength = plainLength(what, payload, offset, length);
        Objects.checkFromIndexSize(outOffset, plainLength, out.length);
        int found = payload[offset] & 0xFF;
        if (found >= codecs.length) {
            throw new CorruptDataException(what + " is damaged: a block has the unknown codec " + found);
        }
        try {
            int dataLength = length - HEADER_LENGTH;
            codecs[found].decompress(payload, offset + HEADER_LENGTH, dataLength, out, outOffset, plainLength);
            return plainLength;
        } catch (IOException e) {
            throw new CorruptDataException(what + " is damaged: a block cannot be decompressed. " + e.getMessage(), e);
        }
    }

    /** Releases what lies outside the heap; nothing can be done with the codec afterwards. */
    @Override
    public void close() {
        for (Codec codec : codecs) {
            codec.close();
        }
    }

    private boolean isCompressible(byte[] plain, int offset, int length) {
        if (length < SMALLEST_SAMPLED) {
            return true;
        }
        for (int piece = 0; piece < SAMPLE_PIECES; piece++) {
            int from = offset + (int) ((long) (length - SAMPLE_PIECE) * piece / (SAMPLE_PIECES - 1));
            System.arraycopy(plain, from, sample, piece * SAMPLE_PIECE, SAMPLE_PIECE);
        }
        int packed = codecs[code].compress(sample, 0, SAMPLE, packedSample, 0, packedSample.length);
        return packed != Codec.TOO_LARGE && packed <= SAMPLE_WORTH_IT;
    }
}
