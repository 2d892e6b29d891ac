package io.backup4j.cli;

import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Change;
import io.backup4j.core.ChangeReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** Compares two restore points. */
@Command(
        name = "diff",
        description = "List what is different between two restore points.",
        footer = {"", "+ added, - deleted, M other content, A other attributes only, > moved."})
final class DiffCommand extends RepositoryAction {
    @Parameters(index = "0", paramLabel = "A", description = "The earlier restore point.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "B", description = "The later one.")
    private String to = "";

    @Override
    int act(Session session, BackupRepository repository) {
        ChangeReport report = repository.diff(
                session.find(repository, from).id(),
                session.find(repository, to).id());
        if (session.output().isJson()) {
            session.output().json(json -> write(json, report));
        } else {
            report.changes().forEach(change -> session.output().line(line(change)));
            session.output().line(total(report));
        }
        return ExitCodes.DONE;
    }

    private static String line(Change change) {
        Entry before = change.before();
        Entry after = change.after();
        String component = Text.printable(change.component()) + ": ";
        return switch (change.kind()) {
            case ADDED -> "+ " + component + shown(after);
            case DELETED -> "- " + component + shown(before);
            case MODIFIED -> "M " + component + shown(after) + was(before);
            case ATTRIBUTES -> "A " + component + shown(after);
            case MOVED -> "> " + component + path(before) + " -> " + path(after);
        };
    }

    private static String shown(@Nullable Entry entry) {
        return path(entry) + (entry == null || entry.size() <= 0 ? "" : "  " + Sizes.bytes(entry.size()));
    }

    private static String was(@Nullable Entry before) {
        return before == null || before.kind() == EntryKind.HARD_LINK
                ? ""
                : " (was " + Sizes.bytes(before.size()) + ")";
    }

    private static String path(@Nullable Entry entry) {
        return entry == null ? "?" : Text.path(entry.path());
    }

    private static String total(ChangeReport report) {
        StringBuilder total = new StringBuilder();
        report.counts()
                .forEach((kind, count) -> total.append(Sizes.count(count))
                        .append(' ')
                        .append(Text.word(kind))
                        .append(", "));
        return String.format(
                Locale.ROOT,
                "%s%s added, %s removed",
                total,
                Sizes.bytes(report.bytesAdded()),
                Sizes.bytes(report.bytesRemoved()));
    }

    private static void write(JsonGenerator json, ChangeReport report) {
        json.writeStringProperty("from", report.from().value());
        json.writeStringProperty("to", report.to().value());
        json.writeObjectPropertyStart("counts");
        report.counts().forEach((kind, count) -> json.writeNumberProperty(Text.word(kind), count));
        json.writeEndObject();
        json.writeNumberProperty("bytesAdded", report.bytesAdded());
        json.writeNumberProperty("bytesRemoved", report.bytesRemoved());
        json.writeArrayPropertyStart("changes");
        report.changes().forEach(change -> write(json, change));
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Change change) {
        json.writeStartObject();
        json.writeStringProperty("component", change.component());
        json.writeStringProperty("kind", Text.word(change.kind()));
        write(json, "before", change.before());
        write(json, "after", change.after());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, @Nullable Entry entry) {
        if (entry != null) {
            json.writeObjectPropertyStart(name);
            Json.entry(json, entry);
            json.writeEndObject();
        }
    }
}
