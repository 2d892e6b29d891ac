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

    // A chunk has at most 2^28 bytes, so its length leaves room for what is known about its use.
    private static final int USED = 1 << 31;
    private static final int WALKED = 1 << 30;
    private static final int LENGTH = WALKED - 1;

    // What stands in the place of a block for ids that have none.
    private static final int CLAIMED = -1;
    private static final int ABSENT = -2;

    private int[] slots = new int[16];
    private long[][] ids = new long[1][];
    private int[][] places = new int[1][];
    private int size;
    private int located;

    /** Takes one chunk with its use. */
    @FunctionalInterface
    interface UseVisitor {
        void visit(ChunkId id, ChunkLocation place, boolean isWalked);
    }

    /** Returns true to the first that asks for an id that has no location; it is used from now on. */
    synchronized boolean claim(ChunkId id) {
        int slot = slotOf(id);
        if (slots[slot] == 0) {
            insert(slot, id, CLAIMED, 0, 0);
            mark(size - 1, USED);
            return true;
        }
        int entry = slots[slot] - 1;
        boolean absent = block(entry) == ABSENT;
        if (absent) {
            place(entry, CLAIMED, 0, 0);
        }
        mark(entry, USED);
        return absent;
    }

    /** Marks an id as used if it has a location or is claimed; returns whether it has or is. */
    synchronized boolean use(ChunkId id) {
        int entry = slots[slotOf(id)] - 1;
        boolean present = entry >= 0 && block(entry) != ABSENT;
        if (present) {
            mark(entry, USED);
        }
        return present;
    }

    /** Marks an id that has a location as used and as walked; returns whether it was not walked before. */
    synchronized boolean walk(ChunkId id) {
        int entry = slots[slotOf(id)] - 1;
        if (entry < 0 || block(entry) < 0) {
            return false;
        }
        boolean first = (flags(entry) & WALKED) == 0;
        mark(entry, USED | WALKED);
        return first;
    }

    /** Tells of all used ids that have a location. */
    synchronized void used(UseVisitor visitor) {
        for (int entry = 0; entry < size; entry++) {
            int flags = flags(entry);
            if ((flags & USED) != 0 && block(entry) >= 0) {
                visitor.visit(id(entry), place(entry), (flags & WALKED) != 0);
            }
        }
    }

    /** Returns whether an id is used and has lost its location. */
    synchronized boolean lacksUsed() {
        for (int entry = 0; entry < size; entry++) {
            if ((flags(entry) & USED) != 0 && block(entry) == ABSENT) {
                return true;
            }
        }
        return false;
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
        return Optional.of(place(entry));
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
                places[entry >> PAGE_BITS][(entry & PAGE_MASK) * INTS + 2] = 0;
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

    private ChunkId id(int entry) {
        long[] page = ids[entry >> PAGE_BITS];
        int at = (entry & PAGE_MASK) * LONGS;
        return new ChunkId(page[at], page[at + 1], page[at + 2], page[at + 3]);
    }

    private ChunkLocation place(int entry) {
        int[] page = places[entry >> PAGE_BITS];
        int at = (entry & PAGE_MASK) * INTS;
        return new ChunkLocation(page[at], page[at + 1], page[at + 2] & LENGTH);
    }

    /** Sets a location and leaves the marks as they are. */
    private void place(int entry, int block, int offset, int length) {
        int[] page = places[entry >> PAGE_BITS];
        int at = (entry & PAGE_MASK) * INTS;
        page[at] = block;
        page[at + 1] = offset;
        page[at + 2] = length | page[at + 2] & ~LENGTH;
    }

    private int flags(int entry) {
        return places[entry >> PAGE_BITS][(entry & PAGE_MASK) * INTS + 2];
    }

    private void mark(int entry, int flags) {
        places[entry >> PAGE_BITS][(entry & PAGE_MASK) * INTS + 2] |= flags;
    }
}
