package io.backup4j.core.internal.pack;

import java.util.ArrayDeque;
import java.util.Deque;

/** Pieces of memory, of one size, up to a number. Whoever shares it guards it. */
final class SlabPool {
    private final int slabSize;
    private final Deque<byte[]> free = new ArrayDeque<>();
    private int notYetMade;

    SlabPool(int slabSize, int slabs) {
        this.slabSize = slabSize;
        this.notYetMade = slabs;
    }

    /** Returns how many slabs can be taken. */
    int available() {
        return free.size() + notYetMade;
    }

    /** Takes one of the slabs available. */
    byte[] take() {
        byte[] slab = free.poll();
        if (slab != null) {
            return slab;
        }
        if (notYetMade == 0) {
            throw new IllegalStateException("All slabs are taken");
        }
        notYetMade--;
        return new byte[slabSize];
    }

    void giveBack(byte[] slab) {
        free.push(slab);
    }
}
