package io.backup4j.core.internal.prune;

import io.backup4j.core.PruneRequest;
import io.backup4j.core.internal.format.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be done with packs.
 *
 * @param unneeded packs that no point needs and that can go
 * @param orphans packs that no point has ever needed and that are spared for now, and when a collection saw them first
 * @param rewritten packs of which much is not needed, or that are small, never a single small one; and packs of older epochs
 * @param outdated further packs of older epochs
 * @param reasons why packs go or are rewritten, for people
 */
record Choice(
        List<PackUse> unneeded,
        Map<ObjectId, Instant> orphans,
        List<PackUse> rewritten,
        List<PackUse> outdated,
        Map<ObjectId, String> reasons) {
    /** A pack below this size is small; packs are filled to about 16 MiB. */
    static final long SMALL = 4 << 20;

    /** So many small packs are worth being merged; fewer would be merged again and again. */
    static final int MANY_SMALL = 8;

    /**
     * Chooses.
     *
     * @param uses all packs
     * @param once packs that deleted points have needed: they belong to no backup that is going on
     * @param seen orphans that a collection has seen before
     * @param epoch the newest
     */
    static Choice of(
            List<PackUse> uses,
            Set<ObjectId> once,
            Map<ObjectId, Instant> seen,
            PruneRequest request,
            Instant now,
            int epoch) {
        Choice choice =
                new Choice(new ArrayList<>(), new HashMap<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        List<PackUse> small = new ArrayList<>();
        uses.stream().sorted(Comparator.comparing(use -> use.pack().toHex())).forEach(use -> {
            if (!use.isNeeded()) {
                choice.addUnneeded(use, once, seen, request, now);
            } else if (use.waste() > request.mostWaste()) {
                choice.rewrite(use, use.waste() + " % of it is not needed any more");
            } else if (use.size() < SMALL) {
                small.add(use);
            }
        });
        if (small.size() >= MANY_SMALL) {
            small.forEach(use -> choice.rewrite(use, "one of " + small.size() + " small packs that become fewer"));
        }
        choice.reencrypt(uses, epoch, request.reencrypt());
        return choice;
    }

    /** The oldest first, as many as it takes to move so many bytes. */
    private void reencrypt(List<PackUse> uses, int epoch, long most) {
        long moved = 0;
        Iterator<PackUse> older = uses.stream()
                .filter(use -> use.isNeeded() && use.epoch() < epoch && !reasons.containsKey(use.pack()))
                .sorted(Comparator.comparing(PackUse::epoch)
                        .thenComparing(use -> use.pack().toHex()))
                .iterator();
        while (moved < most && older.hasNext()) {
            PackUse use = older.next();
            moved += use.needed();
            rewrite(use, "sealed with keys of epoch " + use.epoch() + "; the newest are of epoch " + epoch);
        }
        older.forEachRemaining(outdated::add);
    }

    private void addUnneeded(
            PackUse use, Set<ObjectId> once, Map<ObjectId, Instant> seen, PruneRequest request, Instant now) {
        Instant since = seen.getOrDefault(use.pack(), now);
        if (once.contains(use.pack())) {
            unneeded.add(use);
            reasons.put(use.pack(), "only deleted restore points needed it");
        } else if (Duration.between(since, now).compareTo(request.orphanGrace()) < 0) {
            orphans.put(use.pack(), since);
        } else {
            unneeded.add(use);
            reasons.put(use.pack(), "no restore point needs it; left by a run that died");
        }
    }

    private void rewrite(PackUse use, String reason) {
        rewritten.add(use);
        reasons.put(use.pack(), reason);
    }

    /** Returns the bytes of packs that stay sealed with keys of older epochs. */
    long outdatedBytes() {
        return outdated.stream().mapToLong(PackUse::size).sum();
    }

    /** Returns the bytes that come free, as far as can be foreseen. */
    long frees() {
        long unneededBytes = unneeded.stream().mapToLong(PackUse::size).sum();
        return unneededBytes
                + rewritten.stream()
                        .mapToLong(use -> use.content() - use.needed())
                        .sum();
    }

    /** Returns the bytes that have to be moved. */
    long moves() {
        return rewritten.stream().mapToLong(PackUse::needed).sum();
    }
}
