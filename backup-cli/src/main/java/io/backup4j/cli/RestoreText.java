package io.backup4j.cli;

import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.RestoreReport;

/** Says what came of a restore or an export. */
final class RestoreText {
    private RestoreText() {}

    /**
     * Says it.
     *
     * @param where where the entries are now
     * @return the exit code
     */
    static int say(Output output, RestorePoint point, String where, RestoreReport report) {
        RestorePointId safety = report.safetyPoint();
        output.issues(report.issues(), Math.max(report.issues().size(), report.missing()));
        if (output.isJson()) {
            output.json(json -> {
                json.writeStringProperty("point", point.id().value());
                json.writeStringProperty("target", where);
                json.writeNumberProperty("entries", report.entries());
                json.writeNumberProperty("bytes", report.bytes());
                json.writeNumberProperty("missing", report.missing());
                Json.issues(json, "issues", report.issues());
                if (safety != null) {
                    json.writeStringProperty("safetyPoint", safety.value());
                }
            });
        } else {
            output.line("Restore point " + point.id().abbreviated() + " to " + where + ": "
                    + Sizes.count(report.entries(), "entry", "entries") + ", " + Sizes.bytes(report.bytes()));
        }
        if (safety != null) {
            output.note("What was there before is restore point " + safety.abbreviated()
                    + "; 'backup undo' brings it back");
        }
        return code(output, point, report);
    }

    /** Says on standard error what is missing, and returns the exit code. */
    static int code(Output output, RestorePoint point, RestoreReport report) {
        if (point.missingTotal() > 0) {
            output.note("The restore point itself was made without "
                    + Sizes.count(point.missingTotal(), "entry", "entries") + " ('backup show' lists them)");
        }
        if (report.isComplete()) {
            return ExitCodes.DONE;
        }
        output.problem(Sizes.count(report.missing(), "entry", "entries") + " could not be restored");
        return ExitCodes.INCOMPLETE;
    }
}
