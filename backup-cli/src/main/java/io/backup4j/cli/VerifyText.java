package io.backup4j.cli;

import io.backup4j.core.VerifyReport;
import io.backup4j.core.VerifyReport.DamagedEntry;
import io.backup4j.core.VerifyReport.Finding;
import java.time.Instant;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/** Says what a check has found. */
final class VerifyText {
    private VerifyText() {}

    /** Says it: damage on standard error, figures as the result. */
    static void say(Output output, VerifyReport report) {
        output.few(report.findings(), report.findings().size(), finding -> output.problem(line(finding)));
        output.few(report.damage(), report.damage().size(), damaged -> output.problem(line(damaged)));
        report.notes().forEach(output::note);
        if (output.isJson()) {
            output.json(json -> write(json, report));
        } else {
            VerifyReport.Statistics looked = report.statistics();
            output.line((report.isClean() ? "No damage found: " : "DAMAGE FOUND: ")
                    + Sizes.count(looked.points(), "restore point", "restore points") + ", "
                    + Sizes.count(looked.entries(), "entry", "entries") + ", "
                    + Sizes.count(looked.chunks(), "chunk", "chunks") + "; "
                    + Sizes.count(looked.packsRead()) + " of " + Sizes.count(looked.packs(), "pack", "packs")
                    + " read, "
                    + Sizes.bytes(looked.bytesRead()));
            output.line(line(report.coverage()));
        }
    }

    private static String line(VerifyReport.Coverage coverage) {
        Instant oldest = coverage.oldest();
        return Sizes.count(coverage.recent(), "pack", "packs") + " passed over, read recently; "
                + Sizes.count(coverage.left()) + " left for another time; "
                + Sizes.count(coverage.neverRead()) + " never read"
                + (oldest == null ? "" : "; the oldest reading is of " + Times.shown(oldest));
    }

    private static String line(Finding finding) {
        return Text.word(finding.severity()) + ": " + finding.object() + ": " + Text.printable(finding.message());
    }

    private static String line(DamagedEntry damaged) {
        String path = damaged.path() == null ? "" : Text.path(damaged.path()) + ": ";
        return "damaged: restore point " + damaged.point().abbreviated() + ": "
                + Text.printable(damaged.component() + ": " + path + damaged.message());
    }

    private static void write(JsonGenerator json, VerifyReport report) {
        json.writeBooleanProperty("clean", report.isClean());
        json.writeArrayPropertyStart("findings");
        report.findings().forEach(finding -> write(json, finding));
        json.writeEndArray();
        json.writeArrayPropertyStart("damage");
        report.damage().forEach(damaged -> write(json, damaged));
        json.writeEndArray();
        VerifyReport.Statistics looked = report.statistics();
        json.writeObjectPropertyStart("statistics");
        json.writeNumberProperty("points", looked.points());
        json.writeNumberProperty("entries", looked.entries());
        json.writeNumberProperty("packs", looked.packs());
        json.writeNumberProperty("packsRead", looked.packsRead());
        json.writeNumberProperty("bytesRead", looked.bytesRead());
        json.writeNumberProperty("chunks", looked.chunks());
        json.writeEndObject();
        write(json, report.coverage());
        Json.strings(json, "notes", report.notes());
    }

    private static void write(JsonGenerator json, VerifyReport.Coverage coverage) {
        json.writeObjectPropertyStart("coverage");
        json.writeNumberProperty("recent", coverage.recent());
        json.writeNumberProperty("left", coverage.left());
        json.writeNumberProperty("neverRead", coverage.neverRead());
        json.writeStringProperty("oldest", Objects.toString(coverage.oldest(), ""));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("object", finding.object());
        json.writeStringProperty("severity", Text.word(finding.severity()));
        json.writeStringProperty("message", finding.message());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, DamagedEntry damaged) {
        json.writeStartObject();
        json.writeStringProperty("point", damaged.point().value());
        json.writeStringProperty("component", damaged.component());
        Json.optionalPath(json, damaged.path());
        json.writeStringProperty("message", damaged.message());
        json.writeEndObject();
    }
}
