package io.backup4j.core.files;

import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what could not be set, so that one sentence tells of it however many entries it befell. Safe for several threads. */
final class Troubles {
    /** What could not be done. */
    enum Kind {
        OWNER("Owner or group could not be set, so set-user-id and set-group-id were left out too"),
        PERMISSIONS("Permissions could not be set"),
        TIMES("The modification time could not be set"),
        EXTENDED("Extended attributes could not be set"),
        ALL("Owner, permissions and times could not be set"),
        DELETE("What is not in the restore point could not be deleted");

        final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private record Trouble(EntryPath first, String reason, int count) {}

    private final Map<Kind, Trouble> troubles = new EnumMap<>(Kind.class);

    synchronized void add(Kind kind, EntryPath path, IOException cause) {
        Trouble before = troubles.get(kind);
        troubles.put(
                kind,
                before == null
                        ? new Trouble(path, Reasons.of(cause), 1)
                        : new Trouble(before.first(), before.reason(), before.count() + 1));
    }

    /** Returns one issue for each kind, at the first entry that it befell. */
    synchronized List<EntryIssue> issues() {
        List<EntryIssue> issues = new ArrayList<>();
        troubles.forEach((kind, trouble) -> issues.add(EntryIssue.of(
                trouble.first(),
                Severity.WARNING,
                kind.text + ": " + trouble.reason()
                        + (trouble.count() == 1 ? "" : " (here and for " + (trouble.count() - 1) + " more entries)"))));
        return issues;
    }
}
