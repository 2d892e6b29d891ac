package io.backup4j.core.internal.chunk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Cuts whole contents, neighbouring pieces of zeros joined, as every user of a chunker does. */
record Pieces(List<Piece> list) {
    record Piece(boolean zeros, long length) {}

    /** Cuts a content that arrives in one buffer. */
    static Pieces of(Chunker chunker, byte[] content) {
        return of(chunker, content, content.length, new Random(0));
    }

    /** Cuts a content that arrives in reads of random length, at most {@code largestRead}. */
    static Pieces of(Chunker chunker, byte[] content, int largestRead, Random random) {
        List<Piece> pieces = new ArrayList<>();
        byte[] buffer = new byte[chunker.maximum() + Math.max(1, largestRead)];
        int filled = 0;
        int read = 0;
        chunker.begin(0);
        while (true) {
            int count = Math.min(content.length - read, largestRead <= 1 ? 1 : 1 + random.nextInt(largestRead));
            System.arraycopy(content, read, buffer, filled, count);
            read += count;
            int left = cutAll(chunker, buffer, filled + count, count == 0, pieces);
            if (count == 0) {
                return new Pieces(pieces);
            }
            filled = left;
        }
    }

    List<Long> ends() {
        List<Long> ends = new ArrayList<>();
        long end = 0;
        for (Piece piece : list) {
            end += piece.length();
            ends.add(end);
        }
        return ends;
    }

    private static int cutAll(Chunker chunker, byte[] buffer, int to, boolean endOfContent, List<Piece> pieces) {
        int from = 0;
        int end;
        while ((end = chunker.next(buffer, from, to, endOfContent)) > from) {
            add(new Piece(chunker.zeros(), end - from), pieces);
            from = end;
        }
        System.arraycopy(buffer, from, buffer, 0, to - from);
        Arrays.fill(buffer, to - from, buffer.length, (byte) 0x55);
        return to - from;
    }

    private static void add(Piece piece, List<Piece> pieces) {
        int last = pieces.size() - 1;
        if (piece.zeros() && last >= 0 && pieces.get(last).zeros()) {
            pieces.set(last, new Piece(true, pieces.get(last).length() + piece.length()));
        } else {
            pieces.add(piece);
        }
    }
}
