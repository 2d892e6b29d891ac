package io.backup4j.cli;

import io.backup4j.api.RestorePointId;
import io.backup4j.core.Plan;
import io.backup4j.core.RepairReport;
import io.backup4j.core.RepairReport.Loss;
import io.backup4j.core.RepairReport.Replaced;
import tools.jackson.core.JsonGenerator;

/** Says what a repair would do, and what it has done. */
final class RepairText {
    private RepairText() {}

    /** Prints a plan as the result of the command. */
    static void say(Output output, Plan plan) {
        if (output.isJson()) {
            output.json(json -> PlanText.write(json, plan, null));
            return;
        }
        plan.actions().forEach(action -> output.line(PlanText.line(action)));
        output.few(plan.notes(), plan.notes().size(), note -> output.line(Text.printable(note)));
        output.line("Would remove " + Sizes.count(plan.deletes(), "object", "objects") + " and replace "
                + Sizes.count(plan.overwrites(), "pack or restore point", "packs and restore points"));
    }

    /** Prints a report as the result of the command: what is lost on standard error. */
    static void say(Output output, RepairReport report) {
        output.few(report.losses(), report.losses().size(), loss -> output.problem(line(loss)));
        report.notes().forEach(note -> output.problem(Text.printable(note)));
        if (output.isJson()) {
            output.json(json -> write(json, report));
            return;
        }
        report.replaced().forEach(replaced -> output.line(line(replaced)));
        output.line("Removed " + Sizes.count(report.removed().size(), "object", "objects") + ", put "
                + Sizes.count(report.packs(), "pack", "packs") + " out of use, of which parity gave back "
                + Sizes.count(report.packsRebuilt()) + ", and kept "
                + Sizes.count(report.chunksKept(), "chunk", "chunks") + " of them; took "
                + Sizes.count(report.chunksFound(), "chunk", "chunks") + " from elsewhere; "
                + (report.isComplete()
                        ? "nothing is lost"
                        : Sizes.count(report.losses().size(), "range is", "ranges are") + " lost"));
    }

    private static String line(Loss loss) {
        String where = loss.component().isEmpty() ? "" : loss.component() + ": ";
        String what = loss.path() == null
                ? loss.message()
                : Text.path(loss.path()) + ": lost bytes " + loss.offset() + " to "
                        + (loss.offset() + loss.length() - 1) + " " + loss.message();
        return "lost: restore point " + loss.point().abbreviated() + ": " + Text.printable(where + what);
    }

    private static String line(Replaced replaced) {
        String by =
                replaced.by().map(point -> "replaced by " + point.abbreviated()).orElse("lost");
        return "Restore point " + replaced.damaged().abbreviated() + ": " + by;
    }

    private static void write(JsonGenerator json, RepairReport report) {
        Json.strings(json, "removed", report.removed());
        json.writeNumberProperty("packs", report.packs());
        json.writeNumberProperty("packsRebuilt", report.packsRebuilt());
        json.writeNumberProperty("chunksKept", report.chunksKept());
        json.writeNumberProperty("chunksFound", report.chunksFound());
        json.writeArrayPropertyStart("losses");
        report.losses().forEach(loss -> write(json, loss));
        json.writeEndArray();
        json.writeArrayPropertyStart("replaced");
        report.replaced().forEach(replaced -> write(json, replaced));
        json.writeEndArray();
        Json.strings(json, "notes", report.notes());
    }

    private static void write(JsonGenerator json, Loss loss) {
        json.writeStartObject();
        json.writeStringProperty("point", loss.point().value());
        json.writeStringProperty("component", loss.component());
        Json.optionalPath(json, loss.path());
        json.writeNumberProperty("offset", loss.offset());
        json.writeNumberProperty("length", loss.length());
        json.writeStringProperty("message", loss.message());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Replaced replaced) {
        json.writeStartObject();
        json.writeStringProperty("damaged", replaced.damaged().value());
        json.writeStringProperty("by", replaced.by().map(RestorePointId::value).orElse(""));
        json.writeEndObject();
    }
}
