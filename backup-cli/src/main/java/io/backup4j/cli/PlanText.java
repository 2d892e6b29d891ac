package io.backup4j.cli;

import io.backup4j.api.PlannedAction;
import io.backup4j.core.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Says what would be done. */
final class PlanText {
    private PlanText() {}

    /** Prints a plan as the result of the command. */
    static void say(Output output, Plan plan, String location) {
        if (output.isJson()) {
            output.json(json -> write(json, plan, location));
            return;
        }
        plan.actions().stream()
                .filter(action -> action.action() != PlannedAction.Action.KEEP)
                .forEach(action -> output.line(line(action)));
        plan.notes().forEach(note -> output.line(Text.printable(note)));
        output.line("To " + location + ": would create " + Sizes.count(plan.creates()) + ", overwrite "
                + Sizes.count(plan.overwrites()) + ", delete " + Sizes.count(plan.deletes()) + ", keep "
                + Sizes.count(plan.keeps()) + "; conflicts " + Sizes.count(plan.conflicts()) + "; "
                + Sizes.bytes(plan.bytes()) + " to write");
    }

    /** Lists a few of the planned actions of one kind on standard error. */
    static void list(Output output, Plan plan, PlannedAction.Action kind, long total) {
        List<PlannedAction> actions = plan.actions().stream()
                .filter(action -> action.action() == kind)
                .toList();
        output.few(actions, total, action -> output.problem(line(action)));
    }

    /** Returns what would be done to one thing, and why. */
    static String line(PlannedAction action) {
        String reason = action.reason().isEmpty() ? "" : ": " + Text.printable(action.reason());
        return Text.word(action.action()) + ' ' + Text.path(action.path()) + reason;
    }

    /** Writes a plan into an object; {@code location} is where it would be done, null when that is the repository. */
    static void write(JsonGenerator json, Plan plan, @Nullable String location) {
        json.writeStringProperty("verb", plan.verb());
        if (location != null) {
            json.writeStringProperty("target", location);
        }
        json.writeNumberProperty("creates", plan.creates());
        json.writeNumberProperty("overwrites", plan.overwrites());
        json.writeNumberProperty("deletes", plan.deletes());
        json.writeNumberProperty("keeps", plan.keeps());
        json.writeNumberProperty("conflicts", plan.conflicts());
        json.writeNumberProperty("bytes", plan.bytes());
        json.writeNumberProperty("frees", plan.frees());
        Json.strings(json, "notes", plan.notes());
        json.writeArrayPropertyStart("actions");
        plan.actions().forEach(action -> write(json, action));
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, PlannedAction action) {
        json.writeStartObject();
        Json.path(json, "path", action.path());
        json.writeStringProperty("action", Text.word(action.action()));
        json.writeNumberProperty("bytes", action.bytes());
        json.writeStringProperty("reason", action.reason());
        json.writeEndObject();
    }
}
