package io.backup4j.core.internal.chunk;

import io.backup4j.core.internal.chunk.Pieces.Piece;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** FORMAT 10.2 written down once more, word by word and without any thought of speed. */
final class SlowGear {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private final ChunkerParameters sizes;
    private final long[] table;

    SlowGear(ChunkerParameters sizes, long[] table) {
        this.sizes = sizes;
        this.table = table;
    }

    Pieces cut(byte[] content) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < content.length) {
            int zeros = zerosAt(content, at);
            boolean toTheEnd = at + zeros == content.length;
            boolean run = zeros >= sizes.minimum() || toTheEnd && zeros >= 4096;
            int length = run ? zeros : chunkAt(content, at);
            pieces.add(new Piece(run, length));
            at += length;
        }
        return new Pieces(pieces);
    }

    private static int zerosAt(byte[] content, int from) {
        int count = 0;
        while (from + count < content.length && content[from + count] == 0) {
            count++;
        }
        return count;
    }

    private int chunkAt(byte[] content, int from) {
        BigInteger hash = BigInteger.ZERO;
        int length = 0;
        while (from + length < content.length && length < sizes.maximum()) {
            int value = Byte.toUnsignedInt(content[from + length]);
            length++;
            if (length > sizes.minimum()) {
                BigInteger number = new BigInteger(Long.toUnsignedString(table[value]));
                hash = hash.shiftLeft(1).add(number).mod(TWO_TO_64);
                int bits = log2(sizes.average()) + (length < sizes.average() ? 2 : -2);
                if (hash.shiftRight(64 - bits).signum() == 0) {
                    return length;
                }
            }
        }
        return length;
    }

    private static int log2(int number) {
        return BigInteger.valueOf(number).bitLength() - 1;
    }
}
