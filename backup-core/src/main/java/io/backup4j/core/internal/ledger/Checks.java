package io.backup4j.core.internal.ledger;

import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.format.AscendingIds;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of packs and restore points, as it is stored (FORMAT 16).
 *
 * @param packs the latest check of each pack
 * @param points the latest check of each restore point that has ever been found damaged
 */
public record Checks(Map<ObjectId, Check> packs, Map<RestorePointId, Check> points) {
    /** Takes copies. */
    public Checks {
        packs = Map.copyOf(packs);
        points = Map.copyOf(points);
    }

    /** Returns that nothing is known. */
    public static Checks none() {
        return new Checks(Map.of(), Map.of());
    }

    /** Returns whether nothing is known. */
    public boolean isEmpty() {
        return packs.isEmpty() && points.isEmpty();
    }

    /** Returns the points that are known to have lost something. */
    public Set<RestorePointId> damagedPoints() {
        return points.keySet().stream().filter(id -> isDamaged(points.get(id))).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether a pack is known to be damaged. */
    public boolean isDamaged(ObjectId pack) {
        return isDamaged(packs.get(pack));
    }

    private static boolean isDamaged(@Nullable Check check) {
        return check != null && !check.isSound();
    }

    /** Returns when a pack was looked at last. */
    public Optional<Instant> checkedAt(ObjectId pack) {
        return Optional.ofNullable(packs.get(pack)).map(Check::at);
    }

    /** Returns what is known from both. */
    Checks and(Checks other) {
        return new Checks(latest(packs, other.packs), latest(points, other.points));
    }

    private static <T> Map<T, Check> latest(Map<T, Check> some, Map<T, Check> others) {
        Map<T, Check> latest = new HashMap<>(some);
        others.forEach((thing, check) -> latest.merge(thing, check, Check::latest));
        return latest;
    }

    /** Returns this without what is said to be later. */
    Checks until(Instant latest) {
        return new Checks(
                filter(packs, (pack, check) -> !check.at().isAfter(latest)),
                filter(points, (point, check) -> !check.at().isAfter(latest)));
    }

    /** Returns this without what is not there any more, and without points that are sound, which nobody asks about. */
    Checks only(Set<ObjectId> remainingPacks, Set<RestorePointId> remainingPoints) {
        return new Checks(
                filter(packs, (pack, check) -> remainingPacks.contains(pack)),
                filter(points, (point, check) -> remainingPoints.contains(point) && !check.isSound()));
    }

    private static <T> Map<T, Check> filter(Map<T, Check> checks, BiPredicate<T, Check> kept) {
        Map<T, Check> filtered = new HashMap<>(checks);
        filtered.entrySet().removeIf(entry -> !kept.test(entry.getKey(), entry.getValue()));
        return filtered;
    }

    /** Returns the payload. */
    byte[] write() {
        ByteWriter out = new ByteWriter(16 + (packs.size() + points.size()) * (ObjectId.LENGTH + Check.LENGTH));
        write(packs, out);
        Map<ObjectId, Check> ids = new HashMap<>();
        points.forEach((point, check) -> ids.put(ObjectId.fromHex(point.value()), check));
        write(ids, out);
        return out.toByteArray();
    }

    private static void write(Map<ObjectId, Check> checks, ByteWriter out) {
        AscendingIds.write(out, checks, check -> check.write(out));
    }

    /**
     * Reads the payload.
     *
     * @param what names the object in messages
     * @throws io.backup4j.api.CorruptDataException when anything in it is not as the format says
     */
    static Checks read(String what, byte[] payload) {
        ByteReader in = new ByteReader(what, payload);
        Map<ObjectId, Check> packs = readChecks(in);
        Map<RestorePointId, Check> points = new HashMap<>();
        readChecks(in).forEach((id, check) -> points.put(new RestorePointId(id.toHex()), check));
        in.requireEnd();
        return new Checks(packs, points);
    }

    private static Map<ObjectId, Check> readChecks(ByteReader in) {
        Map<ObjectId, Check> checks = new HashMap<>();
        AscendingIds.read(in, Check.LENGTH, id -> checks.put(id, Check.read(in)));
        return checks;
    }
}
