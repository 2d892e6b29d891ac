package io.backup4j.core.internal.run;

import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.core.Plan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The actions of a plan: all are counted, and the first {@link Plan#ACTIONS_LISTED} listed. Used by one thread. */
public final class PlannedActions {
    private final Map<Action, Long> counts = new EnumMap<>(Action.class);
    private final List<PlannedAction> listed = new ArrayList<>();
    private final List<PlannedAction> conflicts = new ArrayList<>();
    private long bytes;

    /** Adds an action that concerns an object of the store. */
    public void add(String object, Action action, long size, String reason) {
        add(new PlannedAction(EntryPath.of(object), action, size, reason));
    }

    /** Adds an action. */
    public void add(PlannedAction action) {
        counts.merge(action.action(), 1L, Long::sum);
        bytes += action.bytes();
        List<PlannedAction> list = action.action() == Action.CONFLICT ? conflicts : listed;
        if (conflicts.size() + listed.size() < Plan.ACTIONS_LISTED) {
            list.add(action);
        }
    }

    /** Counts what would stay as it is and is not worth listing. */
    public void keep(long number) {
        counts.merge(Action.KEEP, number, Long::sum);
    }

    /** Returns the bytes of all actions. */
    public long bytes() {
        return bytes;
    }

    /**
     * Makes the plan, in which conflicts come first.
     *
     * @param moved bytes that would be moved
     * @param frees bytes that would come free
     * @param notes what else there is to know
     */
    public Plan plan(String verb, long moved, long frees, List<String> notes) {
        List<PlannedAction> actions = new ArrayList<>(conflicts);
        actions.addAll(listed);
        return new Plan(
                verb,
                actions,
                count(Action.CREATE),
                count(Action.OVERWRITE),
                count(Action.DELETE),
                count(Action.KEEP),
                count(Action.CONFLICT),
                moved,
                frees,
                notes);
    }

    private long count(Action action) {
        return counts.getOrDefault(action, 0L);
    }
}
