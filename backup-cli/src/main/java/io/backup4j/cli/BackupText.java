package io.backup4j.cli;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupReport;

/** Says what came of a run that made a restore point. */
final class BackupText {
    private BackupText() {}

    /** Says it, and what is missing on standard error. */
    static void say(Output output, String done, BackupReport report) {
        RestorePoint point = report.point();
        output.issues(report.issues(), report.issues().size());
        if (point.missingTotal() > 0) {
            output.problem("The restore point is incomplete: "
                    + Sizes.count(point.missingTotal(), "entry is", "entries are") + " missing");
        }
        if (output.isJson()) {
            output.json(json -> {
                Json.point(json, "point", point);
                Json.issues(json, "issues", report.issues());
                json.writeNumberProperty("entriesRead", report.entriesRead());
                json.writeNumberProperty("objectsStored", report.objectsStored());
            });
        } else {
            output.line(line(done, point));
        }
    }

    /** Returns the exit code of a run that has made {@code point} of something that is no restore point. */
    static int code(RestorePoint point) {
        return point.missingTotal() == 0 ? ExitCodes.DONE : ExitCodes.INCOMPLETE;
    }

    /** Returns the exit code of a run that has made {@code copy} of {@code original}: what that lacks too is no fault of the run. */
    static int code(RestorePoint copy, RestorePoint original) {
        return copy.missingTotal() <= original.missingTotal() ? ExitCodes.DONE : ExitCodes.INCOMPLETE;
    }

    private static String line(String done, RestorePoint point) {
        return done + " restore point " + point.id() + ": " + Sizes.count(point.entries(), "entry", "entries") + ", "
                + Sizes.bytes(point.bytes().original()) + "; "
                + Sizes.bytes(point.bytes().added()) + " new, "
                + Sizes.bytes(point.bytes().stored()) + " stored";
    }
}
