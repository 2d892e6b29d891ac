package io.backup4j.core.internal.restore;

import io.backup4j.api.Component;
import io.backup4j.api.Entry;
import io.backup4j.api.RestoreTarget;
import io.backup4j.api.TargetException;
import io.backup4j.core.Plan;
import io.backup4j.core.RestoreRequest;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.run.PlannedActions;
import io.backup4j.core.internal.run.Reason;
import io.backup4j.core.internal.tree.NodeReader;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Finds out what a restore would do. Used once, by one thread. */
public final class RestorePlanner {
    private final RestoreRequest request;
    private final StoredPoint point;
    private final NodeReader nodes;
    private final PlannedActions actions = new PlannedActions();
    private long lost;

    /** Prepares a plan for {@code point}, whose manifest {@code nodes} reads. */
    public RestorePlanner(RestoreRequest request, StoredPoint point, NodeReader nodes) {
        this.request = request;
        this.point = point;
        this.nodes = nodes;
    }

    /**
     * Returns whether nothing can be in the way and the whole point has room, so that nothing need be planned.
     *
     * @throws TargetException when the target cannot take these components or cannot be looked at
     */
    boolean isClear() {
        RestoreTarget target = request.target();
        try {
            boolean isClear = target.isClear() && point.point().bytes().original() <= target.usableBytes();
            if (isClear) {
                requireSuitable(target);
            }
            return isClear;
        } catch (IOException e) {
            throw unseen(target, e);
        }
    }

    /**
     * Plans.
     *
     * @throws TargetException when the target cannot take these components, cannot be looked at or has not enough space
     */
    public Plan plan() {
        RestoreTarget target = request.target();
        requireSuitable(target);
        try {
            target.plan(this::entries, actions::add);
            return plan(target.usableBytes());
        } catch (IOException e) {
            throw unseen(target, e);
        }
    }

    private static TargetException unseen(RestoreTarget target, IOException e) {
        return new TargetException("Could not look at " + target.location() + ": " + Reason.of(e), e);
    }

    private void requireSuitable(RestoreTarget target) {
        for (Component component : PointReader.components(point, request.selection())) {
            try {
                target.check(component);
            } catch (IOException e) {
                throw new TargetException(
                        "Nothing was restored to " + target.location() + ": component '" + component.name() + "': "
                                + Reason.of(e),
                        e);
            }
        }
    }

    private Plan plan(long usable) {
        long needed = actions.bytes();
        if (needed > usable) {
            throw new TargetException(
                    "Nothing was restored to " + request.target().location() + ": it has room for " + usable
                            + " bytes and " + needed + " are needed. Make room or restore a part");
        }
        List<String> notes = lost == 0
                ? List.of()
                : List.of(lost + " entries cannot be restored: the restore point's list of entries is damaged");
        return actions.plan(request.verb(), needed, 0, notes);
    }

    private Iterator<Entry> entries() {
        lost = 0;
        Losses losses = request.target().takesPart() ? (issue, entries) -> lost += entries : null;
        PointReader reader = new PointReader(point, request.selection(), nodes, losses);
        return new Iterator<>() {
            private @Nullable SelectedEntry next = reader.next();

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public Entry next() {
                SelectedEntry current = next;
                if (current == null) {
                    throw new NoSuchElementException("There is no further entry");
                }
                next = reader.next();
                return current.stored().entry();
            }
        };
    }
}
