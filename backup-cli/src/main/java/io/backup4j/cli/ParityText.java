package io.backup4j.cli;

import io.backup4j.core.ParityReport;
import io.backup4j.core.Plan;

/** Says what a run of parity would do, and what it has done. */
final class ParityText {
    private ParityText() {}

    /** Prints a plan as the result of the command. */
    static void say(Output output, Plan plan) {
        if (output.isJson()) {
            output.json(json -> PlanText.write(json, plan, null));
            return;
        }
        plan.actions().forEach(action -> output.line(PlanText.line(action)));
        plan.notes().forEach(note -> output.line(Text.printable(note)));
        output.line("Would store " + Sizes.count(plan.creates(), "object", "objects") + ", "
                + Sizes.bytes(plan.bytes()) + ", and remove " + Sizes.count(plan.deletes(), "object", "objects")
                + ", " + Sizes.bytes(plan.frees()));
    }

    /** Prints a report as the result of the command. */
    static void say(Output output, ParityReport report) {
        report.notes().forEach(note -> output.problem(Text.printable(note)));
        if (output.isJson()) {
            output.json(json -> {
                json.writeNumberProperty("objectsStored", report.objectsStored());
                json.writeNumberProperty("bytesStored", report.bytesStored());
                json.writeNumberProperty("objectsRemoved", report.objectsRemoved());
                json.writeNumberProperty("bytesRemoved", report.bytesRemoved());
                json.writeNumberProperty("packsInGroups", report.packsInGroups());
                json.writeNumberProperty("packsAlone", report.packsAlone());
                json.writeNumberProperty("packsUncovered", report.packsUncovered());
                Json.strings(json, "notes", report.notes());
            });
            return;
        }
        output.line("Stored " + Sizes.count(report.objectsStored(), "object", "objects") + ", "
                + Sizes.bytes(report.bytesStored()) + "; removed "
                + Sizes.count(report.objectsRemoved(), "object", "objects") + ", "
                + Sizes.bytes(report.bytesRemoved()));
        output.line(Sizes.count(report.packsInGroups(), "pack stands", "packs stand") + " in groups, "
                + Sizes.count(report.packsAlone()) + " alone, " + Sizes.count(report.packsUncovered())
                + " not covered");
    }
}
