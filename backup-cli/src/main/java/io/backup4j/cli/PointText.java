package io.backup4j.cli;

import io.backup4j.api.Component;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import java.util.Locale;

/** Restore points for people. */
final class PointText {
    private PointText() {}

    /** Returns the head of a list of {@link #row}s. */
    static String head() {
        return String.format("%-8s  %-19s  %10s  %10s  %11s  %s", "ID", "STARTED", "SIZE", "STORED", "ENTRIES", "WHAT");
    }

    /** Returns a line for a list. */
    static String row(RestorePoint point) {
        return String.format(
                        Locale.ROOT,
                        "%-8s  %-19s  %10s  %10s  %11s  %s",
                        point.id().abbreviated(),
                        Times.shown(point.startedAt()),
                        Sizes.bytes(point.bytes().original()),
                        Sizes.bytes(point.bytes().stored()),
                        Sizes.count(point.entries()),
                        what(point))
                .stripTrailing();
    }

    /** Prints all there is to say about a point. */
    static void print(Output output, RestorePoint point) {
        PointDetails details = point.details();
        field(output, "id", point.id().value());
        field(output, "name", details.name());
        field(output, "description", details.description());
        field(output, "tags", String.join(", ", details.tags().stream().sorted().toList()));
        field(output, "protected", details.isProtected() ? "yes" : "");
        field(output, "started", Times.shown(point.startedAt()));
        field(output, "took", Sizes.clock(point.duration().toSeconds()));
        field(output, "status", status(point));
        field(output, "origin", Text.word(point.origin()));
        field(output, "created by", point.createdBy());
        field(
                output,
                "size",
                Sizes.bytes(point.bytes().original()) + " in " + Sizes.count(point.entries(), "entry", "entries"));
        field(
                output,
                "new",
                Sizes.bytes(point.bytes().added()) + ", "
                        + Sizes.bytes(point.bytes().stored()) + " in the store");
        point.components().forEach(component -> field(output, "component", describe(component)));
        point.missing()
                .forEach(issue -> field(
                        output,
                        "missing",
                        issue.component() + ": " + Text.path(issue.path()) + ": " + issue.message()));
    }

    private static void field(Output output, String name, String value) {
        if (!value.isEmpty()) {
            output.line(String.format("%-12s %s", name, Text.printable(value)));
        }
    }

    private static String describe(Component component) {
        return component.name() + ": " + component.sourceType() + " " + component.sourceLocation() + ", "
                + Sizes.count(component.entries(), "entry", "entries") + ", " + Sizes.bytes(component.bytes());
    }

    private static String status(RestorePoint point) {
        return point.missingTotal() == 0
                ? "complete"
                : "incomplete: " + Sizes.count(point.missingTotal(), "entry", "entries") + " missing";
    }

    private static String what(RestorePoint point) {
        StringBuilder what = new StringBuilder(point.details().name());
        point.details().tags().stream()
                .sorted()
                .forEach(tag -> what.append(" #").append(tag));
        if (point.details().isProtected()) {
            what.append(" protected");
        }
        if (point.missingTotal() > 0) {
            what.append(" INCOMPLETE");
        }
        return Text.printable(what.toString().strip());
    }
}
