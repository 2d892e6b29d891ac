package io.backup4j.core.internal.pack;

/**
 * How much is held in memory on the way to the store.
 *
 * @param pack bytes of header, salt and blocks that a pack has at most
 * @param slab bytes of the pieces in which memory is taken
 * @param openPacks packs that are filled at the same time, at most
 * @param slabs pieces that there are at most; enough for all open packs, so that one of them can always become full
 * @param spread sealed bytes that a run has for each open pack before it opens the next, so that small runs write one
 */
record PackSizes(int pack, int slab, int openPacks, int slabs, long spread) {
    private static final int PACK = 16 << 20;
    // Below half of the smallest region of the G1 collector, so that slabs are no humongous objects.
    private static final int SLAB = 256 << 10;
    private static final int MOST_OPEN_PACKS = 4;
    private static final int LEAST_ON_THE_WAY = 2;
    private static final long SPREAD = 4 << 20;

    PackSizes {
        if (slabs < openPacks * slabsFor(pack, slab)) {
            throw new IllegalArgumentException(slabs + " slabs are too few for " + openPacks + " open packs");
        }
    }

    /**
     * Shares out a memory limit: up to four packs are filled while the rest of the memory is on its way to the store.
     *
     * @param memory bytes; less than two packs, 32 MiB, is raised to that
     */
    static PackSizes forMemory(long memory) {
        int packs = (int) Math.min(1024, Math.max(2, memory / PACK));
        int openPacks = Math.max(1, Math.min(MOST_OPEN_PACKS, packs - LEAST_ON_THE_WAY));
        return new PackSizes(PACK, SLAB, openPacks, packs * slabsFor(PACK, SLAB), SPREAD);
    }

    int slabsFor(int bytes) {
        return slabsFor(bytes, slab);
    }

    private static int slabsFor(int bytes, int slab) {
        return (bytes + slab - 1) / slab;
    }
}
