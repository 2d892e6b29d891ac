package io.backup4j.core.internal.chunk;

/** FORMAT 10.2: zeros first, then the gear hash. */
final class GearChunker implements Chunker {
    /** Zeros up to the end of the content that are not worth a chunk; fewer are one, to keep lists of extents short. */
    static final int SHORTEST_ZERO_TAIL = 4_096;

    // Each bit doubles the expected distance: two more before the average and two less behind it pull sizes towards it.
    private static final int NORMALISATION = 2;

    private final ChunkerParameters parameters;
    private final long[] table;
    private final long strict;
    private final long loose;
    private boolean zeros;

    GearChunker(ChunkerParameters parameters, long[] table) {
        if (table.length != 256) {
            throw new IllegalArgumentException("The table of a gear hash has 256 numbers, not " + table.length);
        }
        int bits = Integer.numberOfTrailingZeros(parameters.average());
        this.parameters = parameters;
        this.table = table;
        this.strict = highest(bits + NORMALISATION);
        this.loose = highest(bits - NORMALISATION);
    }

    @Override
    public void begin(long position) {
        zeros = false;
    }

    @Override
    public int next(byte[] buffer, int from, int to, boolean endOfContent) {
        int zeroEnd = Zeros.end(buffer, from, to);
        if (zeroEnd > from && isRun(zeroEnd - from, zeroEnd == to && endOfContent)) {
            zeros = true;
            return zeroEnd;
        }
        int end = cut(buffer, from, to, endOfContent);
        if (end > from) {
            zeros = false;
        }
        return end;
    }

    @Override
    public boolean zeros() {
        return zeros;
    }

    @Override
    public int maximum() {
        return parameters.maximum();
    }

    /** Zeros that follow a run of zeros belong to it, however few this buffer shows. */
    private boolean isRun(int count, boolean reachesEnd) {
        return zeros || count >= parameters.minimum() || reachesEnd && count >= SHORTEST_ZERO_TAIL;
    }

    private int cut(byte[] buffer, int from, int to, boolean endOfContent) {
        int limit = (int) Math.min(to, (long) from + parameters.maximum());
        int end = scan(buffer, from, limit);
        boolean found = end > 0 || limit - from == parameters.maximum();
        return end > 0 ? end : found || endOfContent ? limit : from;
    }

    /** Returns where the hash ends the chunk, 0 when not before {@code limit}. */
    private int scan(byte[] buffer, int from, int limit) {
        long hash = 0;
        int position = from + parameters.minimum();
        int average = Math.min(limit, from + parameters.average() - 1);
        for (; position < average; position++) {
            hash = (hash << 1) + table[buffer[position] & 0xFF];
            if ((hash & strict) == 0) {
                return position + 1;
            }
        }
        for (; position < limit; position++) {
            hash = (hash << 1) + table[buffer[position] & 0xFF];
            if ((hash & loose) == 0) {
                return position + 1;
            }
        }
        return 0;
    }

    private static long highest(int bits) {
        return -1L << (Long.SIZE - bits);
    }
}
