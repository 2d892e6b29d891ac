package io.backup4j.cli;

import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestoreTarget;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Plan;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.RestoreRequest;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a point or a part of it. */
@Command(
        name = "restore",
        description = "Restore a restore point, or a part of it.",
        footer = {
            "",
            "A TARGET is a path, files:/path or command:PROGRAM ARGUMENTS, which reads the one file selected.",
            "Before anything is overwritten or deleted you are asked; where nobody can be asked, nothing is done without --force."
        })
final class RestoreCommand extends RepositoryAction {
    @Parameters(paramLabel = "POINT", description = "The restore point.")
    private String point = "";

    @Option(names = "--to", paramLabel = "TARGET", required = true, order = 0, description = "Where it goes.")
    private String to = "";

    @Mixin
    private final SelectionOption part = new SelectionOption();

    @Option(
            names = {"-n", "--dry-run"},
            order = 10,
            description = "Only say what would be done.")
    private boolean dryRun;

    @Option(names = "--mirror", order = 11, description = "Delete at the target what is not in the restore point.")
    private boolean mirror;

    @Option(names = "--force", order = 12, description = "Overwrite, and with --mirror delete, without asking.")
    private boolean force;

    private TargetUrls.Existing existing() {
        return mirror ? TargetUrls.Existing.MIRROR : TargetUrls.Existing.OVERWRITE;
    }

    @Override
    void prepare(Session session) {
        TargetUrls.parse(to, existing());
        part.check();
    }

    @Override
    int act(Session session, BackupRepository repository) throws IOException {
        RestorePoint found = repository.restorePoint(point);
        RestoreTarget target = TargetUrls.parse(to, existing());
        RestoreRequest request = new RestoreRequest(found.id(), part.of(found), target);
        if (dryRun) {
            PlanText.say(session.output(), repository.plan(request), target.location());
            return ExitCodes.DONE;
        }
        if (!target.isEmpty()) {
            agree(session, repository.plan(request), target);
        }
        RestoreReport report = session.run(repository, request);
        if (report.entries() == 0 && report.missing() == 0 && !part.isWhole()) {
            throw SelectionOption.nothing(found);
        }
        return RestoreText.say(session.output(), found, target.location(), report);
    }

    /** Comes back only when nothing would be lost, or somebody has agreed to it. */
    private void agree(Session session, Plan plan, RestoreTarget target) {
        if (plan.conflicts() > 0) {
            PlanText.list(session.output(), plan, PlannedAction.Action.CONFLICT, plan.conflicts());
            throw new FailureException("Restoring to " + target.location() + ": "
                    + Sizes.count(plan.conflicts(), "entry is", "entries are") + " in the way; nothing has been done");
        }
        if (force || plan.overwrites() + plan.deletes() == 0) {
            return;
        }
        PlanText.list(session.output(), plan, PlannedAction.Action.OVERWRITE, plan.overwrites());
        PlanText.list(session.output(), plan, PlannedAction.Action.DELETE, plan.deletes());
        session.confirmation()
                .require("Restoring to " + target.location() + " would overwrite "
                        + Sizes.count(plan.overwrites(), "entry", "entries") + " and delete "
                        + Sizes.count(plan.deletes(), "entry", "entries") + ". Go on");
    }
}
