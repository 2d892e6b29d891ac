package io.backup4j.core.internal.collect;

import static io.backup4j.core.internal.collect.ModelState.ABORTED;
import static io.backup4j.core.internal.collect.ModelState.CLOSING;
import static io.backup4j.core.internal.collect.ModelState.COMPLETED;
import static io.backup4j.core.internal.collect.ModelState.CREATED;
import static io.backup4j.core.internal.collect.ModelState.DELETED;
import static io.backup4j.core.internal.collect.ModelState.OWED;
import static io.backup4j.core.internal.collect.ModelState.PACKS;
import static io.backup4j.core.internal.collect.ModelState.PACK_COUNT;
import static io.backup4j.core.internal.collect.ModelState.POINTS;
import static io.backup4j.core.internal.collect.ModelState.REPEATED;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What writers, collectors, people who delete and bring back, and late duplicates of creations can do next (FORMAT 15). Every process may stop
 * for ever at any step. Each step is one call of the store; what to do next is asked of {@link Decisions}.
 */
final class CollectionModel {
    private static final int PC = 0;
    private static final int FIELDS = 7;

    // Fields of a writer, of one who brings back, and of a collector.
    private static final int SEEN = 1;
    private static final int PACK = 2;
    private static final int UPLOADS = 3;
    private static final int ATTEMPT = 4;
    private static final int VIEW = 5;
    private static final int POINT = 1;
    private static final int OWN = 1;
    private static final int NOTED = 2;
    private static final int LISTED = 3;
    private static final int KNOWN = 4;
    private static final int GOING = 5;
    private static final int REPACKED = 6;

    private final Size size;
    private final Set<Mutation> mutations;

    CollectionModel(Size size, Mutation... mutations) {
        this.size = size;
        this.mutations = EnumSet.noneOf(Mutation.class);
        this.mutations.addAll(List.of(mutations));
    }

    /**
     * How much there is of everything.
     *
     * @param writers each makes one point, of up to {@code attempts} ids, and stores up to {@code uploads} packs
     * @param collectors each rewrites up to {@code repacks} packs; all complete or abort up to {@code generations} collections
     * @param undeleters each brings one point back
     */
    record Size(int writers, int collectors, int undeleters, int generations, int attempts, int uploads, int repacks) {
        int points() {
            return 1 + writers * attempts;
        }
    }

    /** What an implementation could leave out. */
    enum Mutation {
        NO_VALIDATION,
        NO_CHECK_AFTER_COMMIT,
        LIST_BEFORE_CLOSING,
        NO_SECOND_LOOK,
        NO_ABORT_OF_OLDER,
        FORGET_THE_ABORTED,
        FORGET_THE_CONDEMNED,
        NO_CHECK_AFTER_UNDELETE
    }

    /** A state that a step leads to. */
    record Next(String step, ModelState state) {}

    /** A point that is there, and what it needs. */
    ModelState initial() {
        ModelState state = new ModelState(
                size.generations(), size.points(), size.writers() + size.collectors() + size.undeleters(), FIELDS);
        for (int set : new int[] {PACKS, POINTS, OWED, CREATED}) {
            state.add(set, 0);
        }
        state.values[PACK_COUNT] = 1;
        return state;
    }

    List<Next> next(ModelState state) {
        List<Next> next = new ArrayList<>();
        for (int point = 0; point < size.points(); point++) {
            deleteOrRepeat(state, point, next);
        }
        int process = 0;
        for (int i = 0; i < size.writers(); i++) {
            write(state, i, process++, next);
        }
        for (int i = 0; i < size.collectors(); i++) {
            collect(state, process++, next);
        }
        for (int i = 0; i < size.undeleters(); i++) {
            undelete(state, process++, next);
        }
        return next;
    }

    private boolean is(Mutation mutation) {
        return mutations.contains(mutation);
    }

    private static void to(String step, ModelState from, Consumer<ModelState> change, List<Next> next) {
        ModelState state = from.copy();
        change.accept(state);
        next.add(new Next(step, state));
    }

    private static void deleteOrRepeat(ModelState state, int point, List<Next> next) {
        if (state.has(OWED, point)) {
            to(
                    "delete point " + point,
                    state,
                    s -> {
                        s.add(DELETED, point);
                        s.remove(OWED, point);
                    },
                    next);
        }
        if (state.has(CREATED, point) && !state.has(POINTS, point) && !state.has(REPEATED, point)) {
            to(
                    "late duplicate of point " + point,
                    state,
                    s -> {
                        s.add(POINTS, point);
                        s.add(REPEATED, point);
                    },
                    next);
        }
    }

    /** Creates the records that abort collections, one a step; exactly one creation of a record succeeds. */
    private static void abort(String who, ModelState state, List<Long> numbers, List<Next> next) {
        int number = numbers.get(0).intValue();
        to(who + " aborts " + number, state, s -> abort(s, number), next);
    }

    private static void abort(ModelState state, int number) {
        if (!state.has(COMPLETED, number)) {
            state.add(ABORTED, number);
        }
    }

    private void write(ModelState state, int writer, int process, List<Next> next) {
        String who = "writer " + writer + " ";
        switch (state.field(process, PC)) {
            case 0 -> to(who + "reads collections", state, s -> viewLog(s, process), next);
            case 1 -> {
                for (int pack = 0; pack < state.get(PACK_COUNT); pack++) {
                    int chosen = pack;
                    if (state.has(PACKS, pack) && (state.field(process, VIEW) & 1 << pack) == 0) {
                        to(who + "uses pack " + pack, state, s -> use(s, process, chosen), next);
                    }
                }
                if (state.field(process, UPLOADS) < size.uploads()) {
                    to(
                            who + "stores a pack",
                            state,
                            s -> {
                                use(s, process, newPack(s));
                                s.setField(process, UPLOADS, s.field(process, UPLOADS) + 1);
                            },
                            next);
                }
            }
            case 2 -> validate(who, state, process, next);
            case 3 -> {
                int point = 1 + writer * size.attempts() + state.field(process, ATTEMPT);
                to(
                        who + "creates point " + point,
                        state,
                        s -> {
                            s.add(POINTS, point);
                            s.add(CREATED, point);
                            s.setSeen(point, s.field(process, SEEN));
                            s.setField(process, PC, 4);
                        },
                        next);
            }
            case 4 -> check(who, state, writer, process, next);
            default -> {}
        }
    }

    private static void viewLog(ModelState state, int process) {
        state.setField(process, VIEW, condemned(state));
        state.setField(process, PC, 1);
    }

    private static int condemned(ModelState state) {
        long completed = state.log().completedNumber();
        return completed == 0 ? 0 : state.condemned((int) completed);
    }

    private static void use(ModelState state, int process, int pack) {
        state.setField(process, PACK, pack);
        state.setField(process, PC, 2);
    }

    private static int newPack(ModelState state) {
        int pack = state.values[PACK_COUNT]++;
        state.add(PACKS, pack);
        return pack;
    }

    private void validate(String who, ModelState state, int process, List<Next> next) {
        CollectionLog<Integer, Integer> log = state.log();
        Step step = is(Mutation.NO_VALIDATION)
                ? Step.PROCEED
                : Decisions.beforeCommit(log, l -> l.condemns(state.field(process, PACK)));
        switch (step) {
            case ABORT_OTHERS -> abort(who, state, log.unresolved(), next);
            case STORE_AGAIN -> to(who + "finds its pack condemned", state, s -> viewLog(s, process), next);
            default ->
                to(
                        who + "has seen " + log.newest(),
                        state,
                        s -> {
                            s.setField(process, SEEN, (int) log.newest());
                            s.setField(process, PC, 3);
                        },
                        next);
        }
    }

    private void check(String who, ModelState state, int writer, int process, List<Next> next) {
        CollectionLog<Integer, Integer> log = state.log();
        int seen = state.field(process, SEEN);
        int point = 1 + writer * size.attempts() + state.field(process, ATTEMPT);
        Step step = is(Mutation.NO_CHECK_AFTER_COMMIT) ? Step.PROCEED : Decisions.afterCommit(point, seen, log);
        if (step == Step.ABORT_OTHERS) {
            abort(who, state, Decisions.inTheWayOfPoint(seen, log), next);
        } else if (step == Step.PROCEED) {
            to(
                    who + "reports point " + point,
                    state,
                    s -> {
                        s.add(OWED, point);
                        s.setField(process, PC, 5);
                    },
                    next);
        } else if (state.field(process, ATTEMPT) + 1 < size.attempts()) {
            to(
                    who + "removes its void point " + point,
                    state,
                    s -> {
                        s.remove(POINTS, point);
                        s.setField(process, ATTEMPT, s.field(process, ATTEMPT) + 1);
                        s.setField(process, PC, 2);
                    },
                    next);
        }
    }

    private void undelete(ModelState state, int process, List<Next> next) {
        if (state.field(process, PC) == 0) {
            for (int point = 0; point < size.points(); point++) {
                int chosen = point;
                if (state.has(POINTS, point) && state.has(DELETED, point)) {
                    to(
                            "undelete point " + point,
                            state,
                            s -> {
                                s.remove(DELETED, chosen);
                                s.setField(process, POINT, chosen);
                                s.setField(process, PC, 1);
                            },
                            next);
                }
            }
        } else if (state.field(process, PC) == 1) {
            CollectionLog<Integer, Integer> log = state.log();
            int point = state.field(process, POINT);
            Step step = is(Mutation.NO_CHECK_AFTER_UNDELETE)
                    ? Step.PROCEED
                    : Decisions.afterCommit(point, state.seen(point), log);
            if (step == Step.ABORT_OTHERS) {
                abort("undelete", state, Decisions.inTheWayOfPoint(state.seen(point), log), next);
            } else {
                to(
                        "undelete of point " + point + " is over",
                        state,
                        s -> {
                            // Somebody may have deleted it again, and then it is nobody's.
                            if (step == Step.PROCEED && !s.has(DELETED, point)) {
                                s.add(OWED, point);
                            }
                            s.setField(process, PC, 2);
                        },
                        next);
            }
        }
    }

    private void collect(ModelState state, int process, List<Next> next) {
        String who = "collector " + process + " ";
        CollectionLog<Integer, Integer> log = state.log();
        switch (state.field(process, PC)) {
            case 0 -> {
                if (Decisions.nextNumber(log) <= size.generations()) {
                    to(
                            who + "notes " + log.completedNumber(),
                            state,
                            s -> {
                                s.setField(process, NOTED, (int) log.completedNumber());
                                s.setField(process, PC, 1);
                            },
                            next);
                }
            }
            case 1 ->
                to(
                        who + "lists packs",
                        state,
                        s -> {
                            s.setField(process, LISTED, s.get(PACKS) & ~condemnedWhenNoted(s, process));
                            if (is(Mutation.LIST_BEFORE_CLOSING)) {
                                s.setField(process, KNOWN, s.valid() & ~s.get(DELETED));
                            }
                            s.setField(process, PC, 2);
                        },
                        next);
            case 2 -> pick(who, state, process, log, next);
            case 3 ->
                to(
                        who + "creates closing " + state.field(process, OWN),
                        state,
                        s -> {
                            boolean isMine = !s.has(CLOSING, s.field(process, OWN));
                            s.add(CLOSING, s.field(process, OWN));
                            s.setField(process, PC, isMine ? 4 : 2);
                        },
                        next);
            case 4 -> fence(who, state, process, log, next);
            case 5 ->
                to(
                        who + "lists points",
                        state,
                        s -> {
                            if (!is(Mutation.LIST_BEFORE_CLOSING)) {
                                s.setField(process, KNOWN, s.valid() & ~s.get(DELETED));
                            }
                            s.setField(process, PC, 6);
                        },
                        next);
            case 6 -> resolve(who, state, process, next);
            default -> ModelSweep.sweep(who, state, process, PC, GOING, is(Mutation.FORGET_THE_ABORTED), next);
        }
    }

    /** What was condemned when the index was loaded; a record that is forgotten since will be found to have been replaced. */
    private static int condemnedWhenNoted(ModelState state, int process) {
        int noted = state.field(process, NOTED);
        return noted == 0 ? 0 : state.condemned(noted);
    }

    private void pick(String who, ModelState state, int process, CollectionLog<Integer, Integer> log, List<Next> next) {
        if (state.field(process, REPACKED) < size.repacks()) {
            to(
                    who + "rewrites a pack",
                    state,
                    s -> {
                        newPack(s);
                        s.setField(process, REPACKED, s.field(process, REPACKED) + 1);
                    },
                    next);
        }
        boolean isOutdated = !is(Mutation.NO_SECOND_LOOK) && log.completedNumber() != state.field(process, NOTED);
        if (isOutdated) {
            to(who + "begins anew", state, s -> clear(s, process), next);
        } else if (Decisions.nextNumber(log) <= size.generations()) {
            to(
                    who + "takes number " + Decisions.nextNumber(log),
                    state,
                    s -> {
                        s.setField(process, OWN, (int) Decisions.nextNumber(log));
                        s.setField(process, PC, 3);
                    },
                    next);
        }
    }

    private static void clear(ModelState state, int process) {
        for (int field : new int[] {PC, OWN, NOTED, LISTED, KNOWN, GOING}) {
            state.setField(process, field, 0);
        }
    }

    private void fence(
            String who, ModelState state, int process, CollectionLog<Integer, Integer> log, List<Next> next) {
        int own = state.field(process, OWN);
        long noted = is(Mutation.NO_SECOND_LOOK) ? log.completedNumber() : state.field(process, NOTED);
        Step step = Decisions.beforeListing(own, noted, log);
        if (is(Mutation.NO_ABORT_OF_OLDER) && step == Step.ABORT_OTHERS) {
            step = Step.PROCEED;
        }
        switch (step) {
            case ABORT_OTHERS -> abort(who, state, Decisions.inTheWayOfCollection(own, log), next);
            case PROCEED -> to(who + "may list", state, s -> s.setField(process, PC, 5), next);
            default ->
                to(
                        who + "aborts its own " + own,
                        state,
                        s -> {
                            abort(s, own);
                            s.setField(process, PC, 2);
                        },
                        next);
        }
    }

    /** Any pack may turn out to be the place of the chunk; which one, is the collector's choice. */
    private void resolve(String who, ModelState state, int process, List<Next> next) {
        int own = state.field(process, OWN);
        if (state.has(ABORTED, own)) {
            to(who + "was aborted", state, s -> s.setField(process, PC, 2), next);
            return;
        }
        boolean needed = state.field(process, KNOWN) != 0;
        int before = condemnedWhenNoted(state, process);
        int choices = needed ? state.get(PACKS) & ~before : 0;
        for (int place = 0; place < Math.max(1, state.get(PACK_COUNT)); place++) {
            boolean isLast = place == state.get(PACK_COUNT) - 1;
            if ((choices & 1 << place) != 0 || choices == 0 && isLast) {
                int kept = choices == 0 ? -1 : place;
                to(
                        who + "completes " + own + " keeping " + kept,
                        state,
                        s -> complete(s, process, own, before, kept),
                        next);
            }
        }
    }

    private void complete(ModelState state, int process, int own, int before, int kept) {
        int condemned = is(Mutation.FORGET_THE_CONDEMNED) ? 0 : before;
        for (int pack = 0; pack < state.get(PACK_COUNT); pack++) {
            boolean listed = (state.field(process, LISTED) & 1 << pack) != 0;
            if (Decisions.condemns(listed, pack == kept)) {
                condemned |= 1 << pack;
            }
        }
        state.resolve(own, state.field(process, KNOWN), condemned);
        clear(state, process);
        state.setField(process, GOING, condemned);
        state.setField(process, PC, ModelSweep.FIRST);
    }

    /** Returns whether all writers have reported a point, so that a search can tell that it got anywhere. */
    Optional<Integer> reported(ModelState state) {
        for (int writer = 0; writer < size.writers(); writer++) {
            if (state.field(writer, PC) != 5) {
                return Optional.empty();
            }
        }
        return Optional.of(state.get(OWED));
    }
}
