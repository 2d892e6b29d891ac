package io.backup4j.core.internal.collect;

import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.format.AscendingIds;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a completed collection has decided, as it is stored (FORMAT 15).
 *
 * @param number of the collection
 * @param known the restore points that there were
 * @param condemned packs that must not be used any more, those of all earlier collections among them
 * @param orphans packs that no point has ever needed, and when a collection saw them first
 */
public record Resolution(
        long number, Set<RestorePointId> known, Set<ObjectId> condemned, Map<ObjectId, Instant> orphans)
        implements Collected<RestorePointId, ObjectId> {
    private static final int ABORTED = 0;
    private static final int COMPLETED = 1;

    /** Takes copies. */
    public Resolution {
        known = Set.copyOf(known);
        condemned = Set.copyOf(condemned);
        orphans = Map.copyOf(orphans);
    }

    /** Returns the newest completed collection as it is stored. */
    public static Optional<Resolution> newest(CollectionLog<RestorePointId, ObjectId> log) {
        return log.completed().map(Resolution.class::cast);
    }

    @Override
    public boolean knows(RestorePointId point) {
        return known.contains(point);
    }

    @Override
    public boolean condemns(ObjectId pack) {
        return condemned.contains(pack);
    }

    /** Returns the payload of {@code closing}. */
    public static byte[] closing(long number) {
        return new ByteWriter(9).varint(number).toByteArray();
    }

    /**
     * Checks the payload of {@code closing}.
     *
     * @param what names the object in messages
     * @param number the one in its name
     * @throws io.backup4j.api.CorruptDataException when it is another one
     */
    public static void checkClosing(String what, long number, byte[] payload) {
        ByteReader in = new ByteReader(what, payload);
        requireNumber(number, in);
        in.requireEnd();
    }

    /** Returns the payload that says that a collection was aborted. */
    public static byte[] aborted(long number) {
        return new ByteWriter(10).varint(number).u8(ABORTED).toByteArray();
    }

    /** Returns the payload that says what was decided. */
    public byte[] write() {
        int ids = known.size() + condemned.size() + orphans.size();
        ByteWriter out = new ByteWriter(64 + ids * (ObjectId.LENGTH + Long.BYTES));
        out.varint(number).u8(COMPLETED);
        AscendingIds.write(out, ids(known));
        AscendingIds.write(out, condemned);
        AscendingIds.write(out, orphans, since -> out.u64(since.toEpochMilli()));
        return out.toByteArray();
    }

    private static List<ObjectId> ids(Set<RestorePointId> points) {
        return points.stream().map(point -> ObjectId.fromHex(point.value())).toList();
    }

    /**
     * Reads the payload of {@code resolved}.
     *
     * @param what names the object in messages
     * @param number the one in its name
     * @return what was decided, nothing when the collection was aborted
     * @throws io.backup4j.api.CorruptDataException when anything in it is not as the format says
     */
    public static Optional<Resolution> read(String what, long number, byte[] payload) {
        ByteReader in = new ByteReader(what, payload);
        requireNumber(number, in);
        int outcome = in.u8();
        if (outcome > COMPLETED) {
            throw in.corrupt("outcome " + outcome);
        }
        Optional<Resolution> resolution =
                outcome == ABORTED ? Optional.empty() : Optional.of(readCompleted(number, in));
        in.requireEnd();
        return resolution;
    }

    private static void requireNumber(long number, ByteReader in) {
        long found = in.varint();
        if (found != number) {
            throw in.corrupt("collection " + found + " instead of " + number);
        }
    }

    private static Resolution readCompleted(long number, ByteReader in) {
        Set<RestorePointId> known = new HashSet<>();
        Set<ObjectId> condemned = new HashSet<>();
        Map<ObjectId, Instant> orphans = new HashMap<>();
        AscendingIds.read(in, 0, id -> known.add(new RestorePointId(id.toHex())));
        AscendingIds.read(in, 0, condemned::add);
        AscendingIds.read(in, Long.BYTES, id -> orphans.put(id, Instant.ofEpochMilli(in.u64())));
        return new Resolution(number, known, condemned, orphans);
    }
}
