package io.backup4j.core.internal.prune;

import io.backup4j.api.PlannedAction.Action;
import io.backup4j.core.Plan;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.PlannedActions;
import io.backup4j.core.internal.run.RunControl;
import java.util.ArrayList;
import java.util.List;

/** Finds out what a prune would do. Used once, by one thread. */
public final class PrunePlanner {
    private final OpenRepository repository;
    private final PruneRequest request;
    private final RunControl control;

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
        PlannedActions actions = new PlannedActions();
        survey.going()
                .forEach(point -> actions.add(
                        ObjectNames.point(point.stored().id()), Action.DELETE, 0, "deleted at " + point.deletedAt()));
        choice.unneeded().forEach(use -> add(use, Action.DELETE, use.size(), choice, actions));
        choice.rewritten().forEach(use -> add(use, Action.OVERWRITE, use.needed(), choice, actions));
        actions.keep(choice.orphans().size());
        return actions.plan(request.verb(), choice.moves(), choice.frees(), notes(choice));
    }

    private static void add(PackUse use, Action action, long bytes, Choice choice, PlannedActions actions) {
        actions.add(
                ObjectNames.pack(use.pack()), action, bytes, choice.reasons().getOrDefault(use.pack(), ""));
    }

    private static List<String> notes(Choice choice) {
        List<String> notes = new ArrayList<>();
        if (!choice.orphans().isEmpty()) {
            notes.add(choice.orphans().size()
                    + " packs that no restore point needs are spared: they may belong to a backup that is going on");
        }
        if (!choice.outdated().isEmpty()) {
            notes.add(choice.outdated().size() + " packs of " + choice.outdatedBytes()
                    + " bytes stay sealed with keys from before the last rotation, until further prunes");
        }
        return notes;
    }
}
