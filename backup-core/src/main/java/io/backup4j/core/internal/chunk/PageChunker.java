package io.backup4j.core.internal.chunk;

/** Cuts at multiples of 65,536 bytes; a piece of zeros alone is a run of zeros. */
final class PageChunker implements Chunker {
    static final int SLOT = 65_536;

    private long position;
    private boolean zeros;

    @Override
    public void begin(long newPosition) {
        position = newPosition;
    }

    @Override
    public int next(byte[] buffer, int from, int to, boolean endOfContent) {
        int wanted = SLOT - (int) (position % SLOT);
        if (to - from < wanted && !endOfContent) {
            return from;
        }
        int end = from + Math.min(wanted, to - from);
        zeros = Zeros.end(buffer, from, end) == end;
        position += end - from;
        return end;
    }

    @Override
    public boolean zeros() {
        return zeros;
    }

    @Override
    public int maximum() {
        return SLOT;
    }
}
