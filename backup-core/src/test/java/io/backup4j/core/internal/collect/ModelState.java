package io.backup4j.core.internal.collect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A store and the processes that work with it, in numbers. All packs hold the one chunk that all points need, so that any pack can stand in for
 * any other. Sets of points, packs and collections are bits of one number; bit 0 of collections is not used.
 */
final class ModelState {
    static final int PACKS = 0;
    static final int POINTS = 1;
    static final int DELETED = 2;
    static final int CLOSING = 3;
    static final int ABORTED = 4;
    static final int COMPLETED = 5;
    /** How many packs there have ever been. */
    static final int PACK_COUNT = 6;
    /** Points that somebody was told are there, and that nobody has deleted since. */
    static final int OWED = 7;
    /** Points that have ever been created. */
    static final int CREATED = 8;
    /** Points that a late duplicate of their creation has brought back. */
    static final int REPEATED = 9;

    private static final int FIRST_ARRAY = 10;

    final int[] values;
    private final int generations;
    private final int points;
    private final int fields;

    /** @param fields numbers that each process has */
    ModelState(int generations, int points, int processes, int fields) {
        this.generations = generations;
        this.points = points;
        this.fields = fields;
        this.values = new int[FIRST_ARRAY + 2 * (generations + 1) + points + processes * fields];
    }

    private ModelState(ModelState other) {
        this.generations = other.generations;
        this.points = other.points;
        this.fields = other.fields;
        this.values = other.values.clone();
    }

    ModelState copy() {
        return new ModelState(this);
    }

    int get(int set) {
        return values[set];
    }

    boolean has(int set, int element) {
        return (values[set] & 1 << element) != 0;
    }

    void add(int set, int element) {
        values[set] |= 1 << element;
    }

    void remove(int set, int element) {
        values[set] &= ~(1 << element);
    }

    int known(int generation) {
        return values[FIRST_ARRAY + generation];
    }

    int condemned(int generation) {
        return values[FIRST_ARRAY + generations + 1 + generation];
    }

    void resolve(int generation, int known, int condemned) {
        add(COMPLETED, generation);
        values[FIRST_ARRAY + generation] = known;
        values[FIRST_ARRAY + generations + 1 + generation] = condemned;
    }

    void forget(int generation) {
        remove(COMPLETED, generation);
        values[FIRST_ARRAY + generation] = 0;
        values[FIRST_ARRAY + generations + 1 + generation] = 0;
    }

    int seen(int point) {
        return values[FIRST_ARRAY + 2 * (generations + 1) + point];
    }

    void setSeen(int point, int seen) {
        values[FIRST_ARRAY + 2 * (generations + 1) + point] = seen;
    }

    int field(int process, int field) {
        return values[fieldAt(process, field)];
    }

    void setField(int process, int field, int value) {
        values[fieldAt(process, field)] = value;
    }

    private int fieldAt(int process, int field) {
        return FIRST_ARRAY + 2 * (generations + 1) + points + process * fields + field;
    }

    int points() {
        return points;
    }

    int generations() {
        return generations;
    }

    /** Returns what everybody reads below {@code gc/}. */
    CollectionLog<Integer, Integer> log() {
        int resolved = get(ABORTED) | get(COMPLETED);
        List<Long> unresolved = new ArrayList<>(2);
        for (int generation = 1; generation <= generations; generation++) {
            if (has(CLOSING, generation) && (resolved & 1 << generation) == 0) {
                unresolved.add((long) generation);
            }
        }
        int completed = highest(get(COMPLETED));
        return new CollectionLog<>(
                highest(get(CLOSING) | resolved),
                unresolved,
                completed == 0
                        ? Optional.empty()
                        : Optional.of(new Masks(completed, known(completed), condemned(completed))));
    }

    private static int highest(int set) {
        return set == 0 ? 0 : 31 - Integer.numberOfLeadingZeros(set);
    }

    /** Returns the points that exist for a reader, the deleted ones among them. */
    int valid() {
        CollectionLog<Integer, Integer> log = log();
        int valid = 0;
        for (int point = 0; point < points; point++) {
            if (has(POINTS, point) && Decisions.isValid(point, seen(point), log)) {
                valid |= 1 << point;
            }
        }
        return valid;
    }

    /** Says what must never be and is; nothing when all is well. */
    Optional<String> fault() {
        int valid = valid() & ~get(DELETED);
        int condemned = get(COMPLETED) == 0 ? 0 : condemned(highest(get(COMPLETED)));
        if (valid != 0 && (get(PACKS) & ~condemned) == 0) {
            return Optional.of("points " + Integer.toBinaryString(valid) + " are valid, and what they need is gone");
        }
        if ((get(OWED) & ~valid) != 0) {
            return Optional.of("points " + Integer.toBinaryString(get(OWED) & ~valid) + " were promised and are gone");
        }
        return Optional.empty();
    }

    /** Returns a number that is another one for every other state, as good as always. */
    long hash() {
        long hash = 0x9E3779B97F4A7C15L;
        for (int value : values) {
            hash = (hash ^ value) * 0xFF51AFD7ED558CCDL;
            hash ^= hash >>> 32;
        }
        return hash == 0 ? 1 : hash;
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }

    private record Masks(long number, int known, int condemned) implements Collected<Integer, Integer> {
        @Override
        public boolean knows(Integer point) {
            return (known & 1 << point) != 0;
        }

        @Override
        public boolean condemns(Integer pack) {
            return (condemned & 1 << pack) != 0;
        }
    }
}
