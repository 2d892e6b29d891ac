package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.sql.postgres.internal.layout.Description;
import io.backup4j.sql.postgres.internal.layout.Layout;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What plans have in common. */
final class Plans {
    private Plans() {}

    /** Says what is known of a database from the first entry of its backup. */
    @FunctionalInterface
    interface Look {
        /** Returns what stands in the way. */
        List<String> at(Description description) throws IOException, SQLException;
    }

    /** Says what becomes of one entry. */
    @FunctionalInterface
    interface Fate {
        /** Returns what is done to an entry that is a table, or nothing when it is not wanted. */
        Optional<Action> of(Entry entry) throws SQLException;
    }

    /**
     * Plans.
     *
     * @param remarks what people should know, told with the first entry
     * @throws IOException when the entries are no PostgreSQL backup
     */
    static void make(
            Iterable<Entry> entries, Consumer<? super PlannedAction> actions, Look look, RemarksOf remarks, Fate fate)
            throws IOException, SQLException {
        Entry first = null;
        for (Entry entry : entries) {
            if (first == null) {
                first = requireDescription(entry);
                actions.accept(ofDescription(entry, look, remarks));
            } else if (entry.kind() == EntryKind.FILE) {
                Optional<Action> action = fate.of(entry);
                if (action.isPresent()) {
                    actions.accept(new PlannedAction(entry.path(), action.get(), Math.max(0, entry.size()), ""));
                }
            }
        }
        if (first == null) {
            throw new IOException("There is nothing to restore: no entry is selected");
        }
    }

    /** Says what people should know of a database. */
    @FunctionalInterface
    interface RemarksOf {
        /** Returns a text, empty when there is nothing to know. */
        String the(Description description) throws IOException, SQLException;
    }

    private static Entry requireDescription(Entry entry) throws IOException {
        if (!entry.path().equals(Layout.DATABASE)) {
            throw new IOException("The first entry of a PostgreSQL backup is '" + Layout.DATABASE + "' and this is '"
                    + entry.path()
                    + "': it is a backup of something else, or the selection leaves that entry out. Select"
                    + " the whole component; single tables are chosen at the target");
        }
        return entry;
    }

    /** A point that came through an archive has no description here; the session looks at it before it writes. */
    private static PlannedAction ofDescription(Entry entry, Look look, RemarksOf remarks)
            throws IOException, SQLException {
        @Nullable ByteString text = entry.extended().get(Layout.DESCRIPTION);
        if (text == null) {
            return new PlannedAction(entry.path(), Action.CREATE, 0, "");
        }
        Description description = Description.parse(text);
        List<String> problems = look.at(description);
        return problems.isEmpty()
                ? new PlannedAction(entry.path(), Action.CREATE, 0, remarks.the(description))
                : new PlannedAction(entry.path(), Action.CONFLICT, 0, String.join("; ", problems));
    }
}
