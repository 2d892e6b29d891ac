package io.backup4j.core.internal.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Bytes of one content that are lost. One thread at a time. */
final class Holes {
    private static final int NAMED = 100;

    private final List<Hole> list = new ArrayList<>();

    private record Hole(long offset, long length) {
        private long end() {
            return offset + length;
        }

        @Override
        public String toString() {
            return offset + " to " + (end() - 1);
        }
    }

    /** Takes note of one; those that touch become one. A content that is read again has the same ones. */
    void add(long offset, long length) {
        if (list.stream().anyMatch(hole -> hole.offset() <= offset && offset < hole.end())) {
            return;
        }
        Hole last = list.isEmpty() ? null : list.get(list.size() - 1);
        if (last != null && last.end() == offset) {
            list.set(list.size() - 1, new Hole(last.offset(), last.length() + length));
        } else {
            list.add(new Hole(offset, length));
        }
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    /** Says which bytes they are. */
    @Override
    public String toString() {
        String more = list.size() > NAMED ? " and " + (list.size() - NAMED) + " more ranges" : "";
        return list.stream().limit(NAMED).map(Hole::toString).collect(Collectors.joining(", ")) + more;
    }
}
