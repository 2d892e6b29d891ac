package io.backup4j.core.internal.collect;

import static io.backup4j.core.internal.collect.ModelState.ABORTED;
import static io.backup4j.core.internal.collect.ModelState.CLOSING;
import static io.backup4j.core.internal.collect.ModelState.COMPLETED;
import static io.backup4j.core.internal.collect.ModelState.DELETED;
import static io.backup4j.core.internal.collect.ModelState.PACKS;
import static io.backup4j.core.internal.collect.ModelState.POINTS;

import io.backup4j.core.internal.collect.CollectionModel.Next;
import java.util.List;

/** The last part of a collection: removing, one object a step, in the order of the engine. */
final class ModelSweep {
    static final int FIRST = 7;

    private static final int MARKS = 8;
    private static final int REMOVE_PACKS = 9;
    private static final int FORGET = 10;
    private static final int DONE = 11;

    private ModelSweep() {}

    static void sweep(
            String who, ModelState state, int process, int pc, int going, boolean forgetsAborted, List<Next> next) {
        ModelState after = state.copy();
        String step = who + "sweeps";
        switch (state.field(process, pc)) {
            case FIRST -> {
                int invalid = state.get(POINTS) & ~state.valid();
                if (invalid == 0) {
                    after.setField(process, pc, MARKS);
                } else {
                    after.remove(POINTS, lowest(invalid));
                }
            }
            case MARKS -> {
                int left = state.get(DELETED) & ~state.get(POINTS);
                if (left == 0) {
                    after.setField(process, pc, REMOVE_PACKS);
                } else {
                    after.remove(DELETED, lowest(left));
                }
            }
            case REMOVE_PACKS -> {
                int left = state.get(PACKS) & state.field(process, going);
                if (left == 0) {
                    after.setField(process, pc, FORGET);
                } else {
                    after.remove(PACKS, lowest(left));
                }
            }
            case FORGET -> forget(after, process, pc, going, forgetsAborted);
            default -> {
                return;
            }
        }
        next.add(new Next(step, after));
    }

    private static void forget(ModelState state, int process, int pc, int going, boolean forgetsAborted) {
        CollectionLog<Integer, Integer> log = state.log();
        for (int generation = 1; generation <= state.generations(); generation++) {
            if (state.has(CLOSING, generation) && Decisions.isForgettable(generation, false, log)) {
                state.remove(CLOSING, generation);
                return;
            }
        }
        for (int generation = 1; generation <= state.generations(); generation++) {
            boolean isAborted = state.has(ABORTED, generation) && !forgetsAborted;
            boolean isThere = state.has(COMPLETED, generation) || state.has(ABORTED, generation);
            if (isThere && Decisions.isForgettable(generation, isAborted, log)) {
                state.forget(generation);
                state.remove(ABORTED, generation);
                return;
            }
        }
        state.setField(process, going, 0);
        state.setField(process, pc, DONE);
    }

    private static int lowest(int set) {
        return Integer.numberOfTrailingZeros(set);
    }
}
