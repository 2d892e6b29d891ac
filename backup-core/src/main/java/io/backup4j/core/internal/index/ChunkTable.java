package io.backup4j.core.internal.index;

import io.backup4j.core.internal.content.ChunkId;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A hash table from chunk ids to locations: open addressing over entry numbers, entries in small pages, so that growing
 * copies 4 of about 52 bytes a chunk. Safe for use by several threads.
 */
final class ChunkTable {
    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int PAGE_MASK = PAGE - 1;
    private static final int LONGS = ChunkId.LENGTH / Long.BYTES;
    private static final int INTS = 3;

    // What stands in the place of a block for ids that have none.
    private static final int CLAIMED = -1;
    private static final int ABSENT = -2;

    private int[] slots = new int[16];
    private long[][] ids = new long[1][];
    private int[][] places = new int[1][];
    private int size;
    private int located;

    /** Returns true to the first that asks for an id that has no location. */
    synchronized boolean claim(ChunkId id) {
        int slot = slotOf(id);
        if (slots[slot] == 0) {
            insert(slot, id, CLAIMED, 0, 0);
            return true;
        }
        int entry = slots[slot] - 1;
        boolean absent = block(entry) == ABSENT;
        if (absent) {
            place(entry, CLAIMED, 0, 0);
        }
        return absent;
    }

    /** Returns whether the id has a location or is claimed. */
    synchronized boolean contains(ChunkId id) {
        int slot = slotOf(id);
        return slots[slot] != 0 && block(slots[slot] - 1) != ABSENT;
    }

    synchronized Optional<ChunkLocation> find(ChunkId id) {
        int entry = slots[slotOf(id)] - 1;
        if (entry < 0 || block(entry) < 0) {
            return Optional.empty();
        }
        int[] page = places[entry >> PAGE_BITS];
        int at = (entry & PAGE_MASK) * INTS;
        return Optional.of(new ChunkLocation(page[at], page[at + 1], page[at + 2]));
    }

    /** Sets the location of an id that has none; returns whether it had none. */
    synchronized boolean put(ChunkId id, int block, int offset, int length) {
        int slot = slotOf(id);
        if (slots[slot] == 0) {
            insert(slot, id, block, offset, length);
        } else if (block(slots[slot] - 1) < 0) {
            place(slots[slot] - 1, block, offset, length);
        } else {
            return false;
        }
        located++;
        return true;
    }

    /** Takes the location from all ids whose block is one of {@code blocks}. */
    synchronized void remove(IntPredicate blocks) {
        for (int entry = 0; entry < size; entry++) {
            if (block(entry) >= 0 && blocks.test(block(entry))) {
                place(entry, ABSENT, 0, 0);
                located--;
            }
        }
    }

    synchronized void forgetClaims() {
        for (int entry = 0; entry < size; entry++) {
            if (block(entry) == CLAIMED) {
                place(entry, ABSENT, 0, 0);
            }
        }
    }

    /** Returns the number of ids that have a location. */
    synchronized int located() {
        return located;
    }

    /** Returns the slot that holds the id, or the empty one where it belongs. */
    private int slotOf(ChunkId id) {
        int mask = slots.length - 1;
        int slot = (int) id.a() & mask;
        while (slots[slot] != 0 && !matches(slots[slot] - 1, id)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean matches(int entry, ChunkId id) {
        long[] page = ids[entry >> PAGE_BITS];
        int at = (entry & PAGE_MASK) * LONGS;
        return page[at] == id.a() && page[at + 1] == id.b() && page[at + 2] == id.c() && page[at + 3] == id.d();
    }

    private void insert(int slot, ChunkId id, int block, int offset, int length) {
        int entry = size++;
        if ((entry & PAGE_MASK) == 0) {
            addPage(entry >> PAGE_BITS);
        }
        long[] page = ids[entry >> PAGE_BITS];
        int at = (entry & PAGE_MASK) * LONGS;
        page[at] = id.a();
        page[at + 1] = id.b();
        page[at + 2] = id.c();
        page[at + 3] = id.d();
        place(entry, block, offset, length);
        slots[slot] = entry + 1;
        if (size > slots.length - (slots.length >> 2)) {
            growSlots();
        }
    }

    private void addPage(int page) {
        if (page == ids.length) {
            ids = Arrays.copyOf(ids, page * 2);
            places = Arrays.copyOf(places, page * 2);
        }
        ids[page] = new long[PAGE * LONGS];
        places[page] = new int[PAGE * INTS];
    }

    private void growSlots() {
        int[] grown = new int[slots.length * 2];
        for (int entry = 0; entry < size; entry++) {
            int slot = (int) ids[entry >> PAGE_BITS][(entry & PAGE_MASK) * LONGS] & grown.length - 1;
            while (grown[slot] != 0) {
                slot = slot + 1 & grown.length - 1;
            }
            grown[slot] = entry + 1;
        }
        slots = grown;
    }

    private int block(int entry) {
        return places[entry >> PAGE_BITS][(entry & PAGE_MASK) * INTS];
    }

    private void place(int entry, int block, int offset, int length) {
        int[] page = places[entry >> PAGE_BITS];
        int at = (entry & PAGE_MASK) * INTS;
        page[at] = block;
        page[at + 1] = offset;
        page[at + 2] = length;
    }
}
