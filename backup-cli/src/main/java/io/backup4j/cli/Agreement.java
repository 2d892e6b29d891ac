package io.backup4j.cli;

import io.backup4j.api.PlannedAction.Action;
import io.backup4j.api.RestoreTarget;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Plan;
import io.backup4j.core.RestoreRequest;
import java.io.IOException;

/** Sees to it that somebody has agreed before a restore loses anything. */
final class Agreement {
    private Agreement() {}

    /** Comes back only when nothing would be lost, or somebody has agreed to it. */
    static void require(Session session, BackupRepository repository, RestoreRequest request, boolean force)
            throws IOException {
        if (!request.target().isEmpty()) {
            require(session, repository.plan(request), request.target(), force);
        }
    }

    private static void require(Session session, Plan plan, RestoreTarget target, boolean force) {
        if (plan.conflicts() > 0) {
            PlanText.list(session.output(), plan, Action.CONFLICT, plan.conflicts());
            throw new FailureException("Restoring to " + target.location() + ": "
                    + Sizes.count(plan.conflicts(), "entry is", "entries are") + " in the way; nothing has been done");
        }
        if (force || plan.overwrites() + plan.deletes() == 0) {
            return;
        }
        PlanText.list(session.output(), plan, Action.OVERWRITE, plan.overwrites());
        PlanText.list(session.output(), plan, Action.DELETE, plan.deletes());
        session.confirmation()
                .require("Restoring to " + target.location() + " would overwrite "
                        + Sizes.count(plan.overwrites(), "entry", "entries") + " and delete "
                        + Sizes.count(plan.deletes(), "entry", "entries") + ". Go on");
    }
}
