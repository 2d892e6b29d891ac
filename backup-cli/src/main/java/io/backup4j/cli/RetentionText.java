package io.backup4j.cli;

import io.backup4j.api.RetentionDecision;
import java.util.List;

/** Says what a retention policy decides. */
final class RetentionText {
    private RetentionText() {}

    /** Prints the decisions as the result of the command, newest point first. */
    static void say(Output output, List<RetentionDecision> decisions, boolean isOnlyPlanned) {
        if (output.isJson()) {
            output.json(json -> {
                json.writeBooleanProperty("dryRun", isOnlyPlanned);
                json.writeArrayPropertyStart("decisions");
                decisions.forEach(decision -> {
                    json.writeStartObject();
                    json.writeStringProperty("point", decision.point().id().value());
                    json.writeBooleanProperty("keep", decision.keep());
                    Json.strings(json, "reasons", decision.reasons());
                    json.writeEndObject();
                });
                json.writeEndArray();
            });
            return;
        }
        decisions.forEach(decision -> output.line(line(decision)));
        long kept = decisions.stream().filter(RetentionDecision::keep).count();
        output.line((isOnlyPlanned ? "Would keep " : "Kept ")
                + Sizes.count(kept, "restore point", "restore points")
                + (isOnlyPlanned ? " and delete " : " and deleted ")
                + Sizes.count(decisions.size() - kept));
    }

    private static String line(RetentionDecision decision) {
        return (decision.keep() ? "keep    " : "delete  ")
                + decision.point().id().abbreviated() + "  "
                + Times.shown(decision.point().startedAt()) + "  "
                + Text.printable(String.join(", ", decision.reasons()));
    }
}
