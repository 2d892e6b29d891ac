package io.backup4j.cli;

import io.backup4j.core.VerifyReport;
import io.backup4j.core.VerifyReport.DamagedEntry;
import io.backup4j.core.VerifyReport.Finding;
import tools.jackson.core.JsonGenerator;

/** Says what a check has found. */
final class VerifyText {
    private VerifyText() {}

    /** Says it: damage on standard error, figures as the result. */
    static void say(Output output, VerifyReport report) {
        output.few(report.findings(), report.findings().size(), finding -> output.problem(line(finding)));
        output.few(report.damage(), report.damage().size(), damaged -> output.problem(line(damaged)));
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
        }
    }

    private static String line(Finding finding) {
        return Text.word(finding.severity()) + ": " + finding.object() + ": " + Text.printable(finding.message());
    }

    private static String line(DamagedEntry damaged) {
        String path = damaged.path().isEmpty() ? "" : damaged.path() + ": ";
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
        json.writeStringProperty("path", damaged.path());
        json.writeStringProperty("message", damaged.message());
        json.writeEndObject();
    }
}
