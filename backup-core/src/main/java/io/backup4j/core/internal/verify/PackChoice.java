package io.backup4j.core.internal.verify;

import io.backup4j.core.VerifyReport.Coverage;
import io.backup4j.core.VerifyRequest;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.ledger.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Which packs a verification reads.
 *
 * @param damaged those that were found damaged last: they are read in any case
 * @param due those that are to be read after them, in this order
 * @param recent how many are passed over because they were read not long ago
 */
record PackChoice(List<ObjectId> damaged, List<ObjectId> due, long recent) {
    /**
     * Chooses.
     *
     * @param candidates packs that may be read, with their sizes
     * @param random decides about the order of those that were never read
     */
    static PackChoice of(
            Map<ObjectId, Long> candidates, Checks known, VerifyRequest request, Instant now, Random random) {
        List<ObjectId> damaged =
                candidates.keySet().stream().filter(known::isDamaged).toList();
        List<ObjectId> others = new ArrayList<>(candidates.keySet());
        others.removeIf(known::isDamaged);
        List<ObjectId> due = new ArrayList<>(others);
        Duration maxAge = request.maxAge();
        if (maxAge != null) {
            due.removeIf(pack -> known.checkedAt(pack)
                    .filter(at -> Duration.between(at, now).compareTo(maxAge) < 0)
                    .isPresent());
        }
        Collections.shuffle(due, random);
        due.sort(Comparator.comparing(pack -> known.checkedAt(pack).orElse(Instant.MIN)));
        long share = (long) Math.ceil(candidates.size() * request.level().percent() / 100.0);
        List<ObjectId> read = due.subList(0, fitting(due, candidates, share, request.maxBytes()));
        return new PackChoice(damaged, List.copyOf(read), others.size() - due.size());
    }

    /** One always fits, so that each verification gets further. */
    private static int fitting(List<ObjectId> due, Map<ObjectId, Long> sizes, long share, long maxBytes) {
        long bytes = 0;
        int count = 0;
        for (ObjectId pack : due) {
            bytes += sizes.getOrDefault(pack, 0L);
            if (count == share || count > 0 && bytes > maxBytes) {
                break;
            }
            count++;
        }
        return count;
    }

    /** Returns how much of the candidates has been looked at, when these were read now. */
    Coverage coverage(Set<ObjectId> candidates, Set<ObjectId> read, Checks known, Instant now) {
        long unread = candidates.stream()
                .filter(pack -> !read.contains(pack) && known.checkedAt(pack).isEmpty())
                .count();
        Instant oldest = candidates.stream()
                .flatMap(pack -> (read.contains(pack) ? Optional.of(now) : known.checkedAt(pack)).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Coverage(recent, candidates.size() - recent - read.size(), unread, oldest);
    }

    /** Returns how many packs are read whatever time it takes. */
    int mandatory() {
        return damaged.size() + 1;
    }

    /** Returns all that are to be read, in this order. */
    List<ObjectId> all() {
        List<ObjectId> all = new ArrayList<>(damaged);
        all.addAll(due);
        return all;
    }
}
