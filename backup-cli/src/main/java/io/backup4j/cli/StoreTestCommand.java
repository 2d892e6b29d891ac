package io.backup4j.cli;

import io.backup4j.api.BackupStore;
import io.backup4j.core.store.StoreProbe;
import io.backup4j.core.store.StoreProbe.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Finds out what a store really promises. */
@Command(
        name = "test",
        description =
                "Find out whether the store keeps what a repository needs, with small objects that are removed again.",
        footer = {"", "Needs no repository and no password. Ends with 1 when a promise is broken."})
final class StoreTestCommand extends Action {
    @Override
    int act(Session session) throws IOException {
        String url = root().repository.url(session.surroundings());
        StoreUrls.check(url);
        try (BackupStore store = StoreUrls.open(url, session.surroundings())) {
            List<Finding> findings = StoreProbe.of(store);
            boolean holds = findings.stream().allMatch(Finding::holds);
            if (session.output().isJson()) {
                json(session.output(), store.location(), findings, holds);
            } else {
                findings.forEach(finding -> session.output().line(line(finding)));
            }
            return holds ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }

    private static String line(Finding finding) {
        return String.format(
                Locale.ROOT,
                "%-6s  %-16s  %s",
                finding.holds() ? "ok" : "BROKEN",
                word(finding),
                Text.printable(finding.text()));
    }

    private static void json(Output output, String location, List<Finding> findings, boolean holds) {
        output.json(json -> {
            json.writeStringProperty("location", location);
            json.writeBooleanProperty("holds", holds);
            json.writeArrayPropertyStart("promises");
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringProperty("promise", word(finding));
                json.writeBooleanProperty("holds", finding.holds());
                json.writeStringProperty("text", finding.text());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static String word(Finding finding) {
        return Text.word(finding.promise());
    }
}
