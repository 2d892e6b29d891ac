package io.backup4j.cli;

import io.backup4j.core.Plan;
import io.backup4j.core.PruneReport;

/** Says what reclaiming space would do, and what it has done. */
final class PruneText {
    private PruneText() {}

    /** Prints a plan as the result of the command. */
    static void say(Output output, Plan plan) {
        if (output.isJson()) {
            output.json(json -> PlanText.write(json, plan, null));
            return;
        }
        plan.actions().forEach(action -> output.line(PlanText.line(action) + size(action.bytes())));
        plan.notes().forEach(note -> output.line(Text.printable(note)));
        output.line("Would remove " + Sizes.count(plan.deletes(), "object", "objects") + " and rewrite "
                + Sizes.count(plan.overwrites(), "pack", "packs") + ", moving " + Sizes.bytes(plan.bytes()) + "; "
                + Sizes.bytes(plan.frees()) + " come free");
    }

    private static String size(long bytes) {
        return bytes == 0 ? "" : ", " + Sizes.bytes(bytes);
    }

    /** Prints a report as the result of the command. */
    static void say(Output output, PruneReport report) {
        if (output.isJson()) {
            output.json(json -> {
                json.writeNumberProperty("points", report.points());
                json.writeNumberProperty("packs", report.packs());
                json.writeNumberProperty("rewritten", report.rewritten());
                json.writeNumberProperty("bytesRemoved", report.bytesRemoved());
                json.writeNumberProperty("bytesStored", report.bytesStored());
                json.writeNumberProperty("orphans", report.orphans());
                json.writeNumberProperty("outdatedBytes", report.outdatedBytes());
                json.writeNumberProperty("segments", report.segments());
                Json.strings(json, "notes", report.notes());
            });
            return;
        }
        report.notes().forEach(note -> output.problem(Text.printable(note)));
        if (report.orphans() > 0) {
            output.note(Sizes.count(report.orphans(), "pack is", "packs are")
                    + " spared that may belong to a backup that is going on");
        }
        if (report.outdatedBytes() > 0) {
            output.note(Sizes.bytes(report.outdatedBytes())
                    + " are still encrypted with keys from before the last rotation; further prunes go on");
        }
        output.line("Removed " + Sizes.count(report.points(), "restore point", "restore points") + " and "
                + Sizes.count(report.packs(), "pack", "packs") + ", " + Sizes.bytes(report.bytesRemoved())
                + "; rewrote " + Sizes.count(report.rewritten(), "pack", "packs") + " in "
                + Sizes.bytes(report.bytesStored()));
    }
}
