package io.backup4j.core.internal.repair;

import io.backup4j.api.PlannedAction.Action;
import io.backup4j.core.Plan;
import io.backup4j.core.RepairRequest;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.VerifyReport.DamagedEntry;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.parity.PackRebuilder;
import io.backup4j.core.internal.parity.RebuiltPack;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.PlannedActions;
import io.backup4j.core.internal.run.RunControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what a repair would do. Used once, by one thread. */
public final class RepairPlanner {
    private final OpenRepository repository;
    private final RepairRequest request;
    private final RunControl control;
    private final VerifyReport report;
    private final PlannedActions actions = new PlannedActions();

    /** Prepares a plan from what a verification of the level that is asked for has found. */
    public RepairPlanner(OpenRepository repository, RepairRequest request, RunControl control, VerifyReport report) {
        this.repository = repository;
        this.control = control;
        this.request = request;
        this.report = report;
    }

    /** Plans. */
    public Plan plan() {
        Diagnosis diagnosis = Diagnosis.of(repository, report);
        diagnosis.small().forEach((object, message) -> actions.add(object, Action.DELETE, 0, message));
        diagnosis.segments().forEach((object, message) -> actions.add(object, Action.DELETE, 0, message));
        diagnosis.parity().forEach((object, message) -> actions.add(object, Action.DELETE, 0, message));
        boolean isAllRebuilt = addPacks(diagnosis.packs());
        List<String> notes = new ArrayList<>(diagnosis.notes());
        if (!isAllRebuilt) {
            addHits(notes);
        }
        if (!diagnosis.unlisted().isEmpty()) {
            notes.add(diagnosis.unlisted().size() + " packs would be listed in the index again");
        }
        String newestEpoch = newestEpoch();
        if (report.findings().stream().anyMatch(finding -> finding.object().equals(newestEpoch))
                && !diagnosis.small().containsKey(newestEpoch)) {
            notes.add("Missing, and would be made again: " + newestEpoch);
        }
        if (diagnosis.isRecordLost()) {
            notes.add("The record of what was reclaimed would be renewed, as a prune does");
        }
        return actions.plan(request.verb(), 0, 0, notes);
    }

    /** Returns whether parity gives back all of them. */
    private boolean addPacks(Map<ObjectId, String> packs) {
        PackRebuilder rebuilder = new PackRebuilder(repository.objects(), control);
        boolean isAllRebuilt = !packs.isEmpty();
        for (Map.Entry<ObjectId, String> damaged : packs.entrySet()) {
            Optional<RebuiltPack> rebuilt = rebuilder.rebuild(damaged.getKey());
            isAllRebuilt &= rebuilt.filter(RebuiltPack::isWhole).isPresent();
            String by = rebuilt.map(RepairPlanner::describe).orElse("");
            actions.add(ObjectNames.pack(damaged.getKey()), Action.OVERWRITE, 0, damaged.getValue() + by);
        }
        return isAllRebuilt;
    }

    private static String describe(RebuiltPack rebuilt) {
        return rebuilt.by().isEmpty()
                ? ""
                : "; given back" + (rebuilt.isWhole() ? "" : " in part") + " by " + String.join(", ", rebuilt.by());
    }

    private void addHits(List<String> notes) {
        report.damage().stream()
                .map(DamagedEntry::point)
                .distinct()
                .forEach(point -> actions.add(
                        ObjectNames.point(point),
                        Action.OVERWRITE,
                        0,
                        "some of its entries cannot be restored as they were"));
        report.damage().forEach(damage -> notes.add(describe(damage)));
    }

    private String newestEpoch() {
        int newest = repository.keys().epoch();
        return newest == 0 ? "" : ObjectNames.epoch(newest);
    }

    private static String describe(DamagedEntry damage) {
        String path = damage.path() == null ? "" : " '" + damage.path() + "'";
        return "Hit: " + damage.point().abbreviated() + " " + damage.component() + path + ": " + damage.message();
    }
}
