package io.backup4j.core.internal.collect;

import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
        write(known.stream().map(point -> ObjectId.fromHex(point.value())).toList(), out);
        write(condemned, out);
        TreeMap<ObjectId, Instant> sorted = new TreeMap<>(ObjectId.BY_BYTES);
        sorted.putAll(orphans);
        out.varint(sorted.size());
        sorted.forEach((pack, since) -> {
            pack.writeTo(out);
            out.u64(since.toEpochMilli());
        });
        return out.toByteArray();
    }

    private static void write(Collection<ObjectId> ids, ByteWriter out) {
        TreeSet<ObjectId> sorted = new TreeSet<>(ObjectId.BY_BYTES);
        sorted.addAll(ids);
        out.varint(sorted.size());
        sorted.forEach(id -> id.writeTo(out));
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
        Set<ObjectId> known = readIds(in);
        Set<ObjectId> condemned = readIds(in);
        TreeMap<ObjectId, Instant> orphans = new TreeMap<>(ObjectId.BY_BYTES);
        for (int left = in.count(ObjectId.LENGTH + Long.BYTES); left > 0; left--) {
            ObjectId pack = ObjectId.read(in);
            requireAscending(orphans.isEmpty() || ObjectId.BY_BYTES.compare(orphans.lastKey(), pack) < 0, pack, in);
            orphans.put(pack, Instant.ofEpochMilli(in.u64()));
        }
        Set<RestorePointId> points = new TreeSet<>(Comparator.comparing(RestorePointId::value));
        known.forEach(id -> points.add(new RestorePointId(id.toHex())));
        return new Resolution(number, points, condemned, orphans);
    }

    private static Set<ObjectId> readIds(ByteReader in) {
        TreeSet<ObjectId> ids = new TreeSet<>(ObjectId.BY_BYTES);
        for (int left = in.count(ObjectId.LENGTH); left > 0; left--) {
            ObjectId id = ObjectId.read(in);
            requireAscending(ids.isEmpty() || ObjectId.BY_BYTES.compare(ids.last(), id) < 0, id, in);
            ids.add(id);
        }
        return ids;
    }

    private static void requireAscending(boolean ascending, ObjectId id, ByteReader in) {
        if (!ascending) {
            throw in.corrupt("id " + id + " not behind all smaller ones");
        }
    }
}
