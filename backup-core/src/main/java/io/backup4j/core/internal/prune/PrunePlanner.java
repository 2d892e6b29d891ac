package io.backup4j.core.internal.prune;

import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.core.Plan;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.PointCatalog.DeletedPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import java.util.ArrayList;
import java.util.List;

/** Finds out what a prune would do. Used once, by one thread. */
public final class PrunePlanner {
    private final OpenRepository repository;
    private final PruneRequest request;
    private final RunControl control;
    private final List<PlannedAction> actions = new ArrayList<>();

    /** Prepares a plan. */
    public PrunePlanner(OpenRepository repository, PruneRequest request, RunControl control) {
        this.repository = repository;
        this.request = request;
        this.control = control;
    }

    /** Plans. */
    public Plan plan() {
        return StillView.look(repository, this::look);
    }

    private Plan look() {
        actions.clear();
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            PointCatalog points = new PointCatalog(repository);
            Survey survey = new Survey(
                    chunks,
                    points,
                    request,
                    control,
                    repository.options().clock().instant(),
                    repository.keys().epoch());
            return plan(survey);
        }
    }

    private Plan plan(Survey survey) {
        Choice choice = survey.choice();
        survey.going().forEach(this::add);
        choice.unneeded().forEach(use -> add(use, Action.DELETE, use.size(), choice));
        choice.rewritten().forEach(use -> add(use, Action.OVERWRITE, use.needed(), choice));
        List<String> notes = new ArrayList<>();
        if (!choice.orphans().isEmpty()) {
            notes.add(choice.orphans().size()
                    + " packs that no restore point needs are spared: they may belong to a backup that is going on");
        }
        if (!choice.outdated().isEmpty()) {
            notes.add(choice.outdated().size() + " packs of " + choice.outdatedBytes()
                    + " bytes stay sealed with keys from before the last rotation, until further prunes");
        }
        return new Plan(
                request.verb(),
                actions,
                0,
                choice.rewritten().size(),
                survey.going().size() + choice.unneeded().size(),
                choice.orphans().size(),
                0,
                choice.moves(),
                choice.frees(),
                notes);
    }

    private void add(DeletedPoint point) {
        String name = ObjectNames.point(point.stored().id());
        add(new PlannedAction(EntryPath.of(name), Action.DELETE, 0, "deleted at " + point.deletedAt()));
    }

    private void add(PackUse use, Action action, long bytes, Choice choice) {
        String reason = choice.reasons().getOrDefault(use.pack(), "");
        add(new PlannedAction(EntryPath.of(ObjectNames.pack(use.pack())), action, bytes, reason));
    }

    private void add(PlannedAction action) {
        if (actions.size() < Plan.ACTIONS_LISTED) {
            actions.add(action);
        }
    }
}
