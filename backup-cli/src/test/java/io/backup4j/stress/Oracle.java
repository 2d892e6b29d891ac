package io.backup4j.stress;

import io.backup4j.stress.Answer.Kind;
import io.backup4j.stress.Move.Deed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows which restore points there must be, may be and must not be, from what was asked for and what was answered. Moves overlap: what one
 * does to a point is certain only when no other one did something to it meanwhile. One thread at a time.
 */
final class Oracle {
    private final Map<String, Point> points = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private long time;
    private int prunesGoingOn;

    /** What is known of a point. */
    enum State {
        /** It must be listed and restore. */
        THERE,
        /** It must not be listed, and can be brought back unless a prune may have taken it. */
        DELETED,
        /** It must never be listed again. */
        GONE,
        /** Nobody can know; if it restores, then with the right content. */
        UNSURE
    }

    private static final class Point {
        private final String name;
        private State state = State.UNSURE;
        private int movesGoingOn;
        private long changed;
        private boolean isReclaimable;

        Point(String name) {
            this.name = name;
        }
    }

    /**
     * A move that has begun.
     *
     * @param move the move
     * @param since when
     * @param before what was known of its point then; {@code UNSURE} when another move was going on with it, or there is none
     */
    record Begun(Move move, long since, State before) {}

    /** Takes note that points of this name have the content of the seed that it names. */
    void expect(String name) {
        names.add(name);
    }

    Begun begin(Move move) {
        time++;
        State before = State.UNSURE;
        Point point = points.get(move.argument());
        if (move.deed().needsPoint() && point != null) {
            before = point.movesGoingOn > 0 ? State.UNSURE : point.state;
            if (changes(move)) {
                change(point, before);
            }
        }
        if (move.deed().makesPoint()) {
            expect("" + move.seed());
        }
        if (move.deed() == Deed.PRUNE) {
            prunesGoingOn++;
            points.values().stream().filter(p -> p.state != State.THERE).forEach(p -> p.isReclaimable = true);
        }
        return new Begun(move, time, before);
    }

    private static boolean changes(Move move) {
        return move.deed() == Deed.DELETE || move.deed() == Deed.UNDELETE;
    }

    private void change(Point point, State before) {
        point.movesGoingOn++;
        point.changed = time;
        point.isReclaimable = prunesGoingOn > 0 || before != State.THERE && point.isReclaimable;
        point.state = State.UNSURE;
    }

    /** Compares an answer with what is known. */
    void end(Begun begun, Answer answer) {
        time++;
        Move move = begun.move();
        require(answer.kind() != Kind.WRONG && answer.kind() != Kind.FAULT, begun, answer);
        switch (move.deed()) {
            case BACKUP, COPY_IN, IMPORT -> endOfStoring(begun, answer);
            case DELETE, UNDELETE -> endOfChange(begun, answer);
            case RESTORE, COPY_OUT -> endOfReading(begun, answer);
            case LIST -> endOfListing(begun, answer);
            case VERIFY, REPAIR, PARITY -> require(answer.isDone() || answer.kind() == Kind.DIED, begun, answer);
            case PRUNE -> {
                prunesGoingOn--;
                require(answer.kind() != Kind.CORRUPT && answer.kind() != Kind.MISSING, begun, answer);
            }
        }
    }

    private void endOfStoring(Begun begun, Answer answer) {
        require(answer.kind() != Kind.CORRUPT && answer.kind() != Kind.MISSING, begun, answer);
        if (answer.isDone()) {
            Point point = points.get(answer.text());
            boolean isUntouched = point == null || point.movesGoingOn == 0 && point.changed == 0;
            point = points.computeIfAbsent(
                    answer.text(), id -> new Point("" + begun.move().seed()));
            point.state = isUntouched ? State.THERE : State.UNSURE;
            point.changed = time;
        }
    }

    private void endOfChange(Begun begun, Answer answer) {
        Point point = points.get(begun.move().argument());
        if (point == null) {
            throw new IllegalArgumentException("Nobody has seen the point of " + begun.move());
        }
        boolean isAlone = point.changed == begun.since() && point.movesGoingOn == 1;
        State before = isAlone ? begun.before() : State.UNSURE;
        point.movesGoingOn--;
        point.changed = time;
        require(answer.kind() != Kind.CORRUPT && answer.kind() != Kind.FAILED, begun, answer);
        State after = begun.move().deed() == Deed.DELETE
                ? afterDeleting(begun, answer, before)
                : afterBringingBack(begun, answer, before, point);
        point.state = isAlone && answer.kind() != Kind.DIED ? after : State.UNSURE;
    }

    private static State afterDeleting(Begun begun, Answer answer, State before) {
        if (answer.isDone()) {
            require(before != State.GONE, begun, answer);
            return State.DELETED;
        }
        require(answer.kind() == Kind.DIED || before != State.THERE, begun, answer);
        return before;
    }

    private static State afterBringingBack(Begun begun, Answer answer, State before, Point point) {
        if (answer.isDone()) {
            require(before != State.GONE && before != State.THERE, begun, answer);
            return State.THERE;
        }
        boolean mustWork = before == State.DELETED && !point.isReclaimable;
        require(answer.kind() == Kind.DIED || !mustWork, begun, answer);
        return before == State.DELETED ? State.GONE : before;
    }

    private void endOfReading(Begun begun, Answer answer) {
        Point point = points.get(begun.move().argument());
        boolean wasThere = point != null
                && begun.before() == State.THERE
                && point.state == State.THERE
                && point.changed <= begun.since();
        require(!wasThere || answer.isDone() || answer.kind() == Kind.DIED, begun, answer);
    }

    private void endOfListing(Begun begun, Answer answer) {
        require(answer.isDone() || answer.kind() == Kind.DIED, begun, answer);
        if (answer.isDone()) {
            compare(begun, answer);
        }
    }

    private void compare(Begun begun, Answer answer) {
        Map<String, String> listed = listed(answer.text());
        points.forEach((id, point) -> {
            if (point.changed <= begun.since() && point.movesGoingOn == 0) {
                require(point.state != State.THERE || listed.containsKey(id), begun, id + " lacks in " + answer);
                boolean isGone = point.state == State.DELETED || point.state == State.GONE;
                require(!isGone || !listed.containsKey(id), begun, id + " should not be in " + answer);
            }
        });
        listed.forEach((id, name) -> {
            require(names.contains(name), begun, "Nobody has stored " + id + " of " + answer);
            points.computeIfAbsent(id, unknown -> new Point(name));
        });
    }

    static Map<String, String> listed(String text) {
        Map<String, String> listed = new HashMap<>();
        Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).forEach(word -> {
            String[] parts = word.split("=", 2);
            listed.put(parts[0], parts[1]);
        });
        return listed;
    }

    /** Returns the points that may be there or come back, so that something can be done to them. */
    List<String> candidates(boolean deleted) {
        return new ArrayList<>(points.entrySet().stream()
                .filter(entry -> entry.getValue().state != State.GONE)
                .filter(entry -> (entry.getValue().state == State.DELETED) == deleted)
                .map(Map.Entry::getKey)
                .toList());
    }

    /** Returns the seed of the content of a point. */
    long seed(String id) {
        Point point = points.get(id);
        return Long.parseLong(point == null ? "0" : point.name);
    }

    private static void require(boolean condition, Begun begun, Object found) {
        if (!condition) {
            throw new AssertionError(begun + " ended with: " + found);
        }
    }
}
