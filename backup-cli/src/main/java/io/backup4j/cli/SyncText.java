package io.backup4j.cli;

import io.backup4j.core.store.HealReport;
import io.backup4j.core.store.LocationStatus;
import io.backup4j.core.store.SyncReport;
import java.util.List;

/** Says how replicas stand. */
final class SyncText {
    private SyncText() {}

    /** Says what is complete where, and returns the exit code. */
    static int say(Output output, List<LocationStatus> found) {
        if (output.isJson()) {
            output.json(json -> {
                json.writeArrayPropertyStart("locations");
                for (LocationStatus location : found) {
                    json.writeStartObject();
                    json.writeStringProperty("location", location.location());
                    json.writeNumberProperty("points", location.points().size());
                    json.writeNumberProperty("missing", location.missing());
                    json.writeStringProperty("failure", location.failure().orElse(""));
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        } else {
            found.forEach(location -> output.line(line(location)));
        }
        boolean complete = found.stream()
                .allMatch(location ->
                        location.missing() == 0 && location.failure().isEmpty());
        return complete ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private static String line(LocationStatus location) {
        return location.location() + ": "
                + location.failure()
                        .map(failure -> "cannot be asked: " + failure)
                        .orElseGet(() -> Sizes.count(location.points().size(), "restore point", "restore points") + ", "
                                + (location.missing() == 0
                                        ? "nothing"
                                        : Sizes.count(location.missing(), "object", "objects"))
                                + " missing");
    }

    /** Says what was done, and returns the exit code. */
    static int say(Output output, SyncReport report, HealReport healed) {
        if (output.isJson()) {
            output.json(json -> {
                json.writeArrayPropertyStart("locations");
                for (SyncReport.Location location : report.locations()) {
                    json.writeStartObject();
                    json.writeStringProperty("location", location.location());
                    json.writeNumberProperty("copied", location.copied());
                    json.writeNumberProperty("bytes", location.bytes());
                    json.writeNumberProperty("deleted", location.deleted());
                    Json.strings(json, "failures", location.failures());
                    json.writeEndObject();
                }
                json.writeEndArray();
                Json.strings(json, "healed", healed.healed());
                Json.strings(json, "damaged", healed.damaged());
            });
        } else {
            healed.healed().forEach(object -> output.line("Replaced " + object));
            healed.damaged().forEach(object -> output.line("Still damaged: " + object));
            report.locations().forEach(location -> say(output, location));
        }
        return report.isComplete() && healed.isSound() ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private static void say(Output output, SyncReport.Location location) {
        output.line(location.location() + ": copied " + Sizes.count(location.copied(), "object", "objects") + ", "
                + Sizes.bytes(location.bytes()) + "; deleted " + location.deleted());
        location.failures().forEach(failure -> output.line("  not done: " + failure));
    }
}
