package io.backup4j.core.internal.pack;

import io.backup4j.core.internal.format.ObjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Blocks that are read by one request.
 *
 * @param isLeader whether the head of the pack is read with them, because this is the first of the ranges that were made together
 * @param blocks at least one, of one pack, in the order in which they lie
 */
record BlockRange(boolean isLeader, List<SealedBlock> blocks) {
    /** Reading so many bytes in vain costs less than another request. */
    static final int WIDEST_GAP = 256 << 10;

    private static final int LONGEST = 4 << 20;

    /** Copies the list. */
    BlockRange {
        blocks = List.copyOf(blocks);
    }

    /**
     * Puts blocks together.
     *
     * @param wanted different blocks, in the order in which they are wanted
     * @return ranges in the order of those of their blocks that are wanted first
     */
    static List<BlockRange> of(List<SealedBlock> wanted) {
        Map<SealedBlock, Integer> turns = new HashMap<>();
        Map<ObjectId, List<SealedBlock>> byPack = new LinkedHashMap<>();
        for (SealedBlock block : wanted) {
            turns.put(block, turns.size());
            byPack.computeIfAbsent(block.location().pack(), pack -> new ArrayList<>())
                    .add(block);
        }
        List<BlockRange> ranges = new ArrayList<>();
        byPack.values().forEach(blocks -> addRanges(blocks, ranges));
        ranges.sort(Comparator.comparingInt(range -> range.firstTurn(turns)));
        return ranges;
    }

    private static void addRanges(List<SealedBlock> blocks, List<BlockRange> ranges) {
        blocks.sort(Comparator.comparingLong(block -> block.location().offset()));
        int first = 0;
        for (int next = 1; next <= blocks.size(); next++) {
            if (next == blocks.size() || !isNear(blocks.get(first), blocks.get(next - 1), blocks.get(next))) {
                ranges.add(new BlockRange(first == 0, blocks.subList(first, next)));
                first = next;
            }
        }
    }

    private static boolean isNear(SealedBlock first, SealedBlock last, SealedBlock next) {
        long gap = next.location().offset() - last.location().end();
        long length = next.location().end() - first.location().offset();
        return gap <= WIDEST_GAP && length <= LONGEST;
    }

    private int firstTurn(Map<SealedBlock, Integer> turns) {
        return blocks.stream()
                .mapToInt(block -> turns.getOrDefault(block, 0))
                .min()
                .orElse(0);
    }

    ObjectId pack() {
        return blocks.get(0).location().pack();
    }

    /** Returns the first byte of the first block. */
    long offset() {
        return blocks.get(0).location().offset();
    }

    /** Returns the first byte behind the last block. */
    long end() {
        return blocks.get(blocks.size() - 1).location().end();
    }

    /** Returns the bytes of its blocks. */
    long size() {
        return blocks.stream()
                .mapToLong(block -> block.location().sealedLength())
                .sum();
    }
}
