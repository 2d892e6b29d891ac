package io.backup4j.core.files;

import io.backup4j.api.EntryPath;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A piece of the walk that can be done by any thread. Its state belongs to {@link ReadAhead} and its lock. */
final class Step implements Comparable<Step> {
    /** How far a step has come. */
    enum State {
        WAITING,
        RUNNING,
        DONE
    }

    private final EntryPath at;
    private final Supplier<List<Item>> work;
    State state = State.WAITING;
    boolean isAhead;
    List<Item> found = List.of();

    @Nullable
    Throwable failure;

    /**
     * Creates a step.
     *
     * @param at before or at the first entry it comes upon
     * @param work finds the entries, in their order
     */
    Step(EntryPath at, Supplier<List<Item>> work) {
        this.at = at;
        this.work = work;
    }

    List<Item> work() {
        return work.get();
    }

    /** The one whose entries are needed first comes first. */
    @Override
    public int compareTo(Step other) {
        return at.compareTo(other.at);
    }
}
