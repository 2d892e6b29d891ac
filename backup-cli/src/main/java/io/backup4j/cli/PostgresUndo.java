package io.backup4j.cli;

import io.backup4j.sql.postgres.SafetyCopy;
import java.util.List;

/**
 * Takes the replacing of a PostgreSQL database back.
 *
 * @param url the database
 * @param disconnect whether sessions that use it are ended
 */
record PostgresUndo(PostgresUrl url, boolean disconnect) {
    int act(Session session, boolean dryRun, boolean force) {
        List<SafetyCopy> copies = SafetyCopy.of(url.server(), url.database());
        if (copies.isEmpty()) {
            throw new FailureException("There is no restore to '" + url.database()
                    + "' that could be undone: no database '" + url.database() + "_before_...' is there. "
                    + UndoCommand.NOTHING_BEFORE);
        }
        String name = copies.get(0).name();
        String change = "put the database '" + name + "' back in the place of '" + url.database() + "'";
        if (dryRun) {
            say(session.output(), name, true, "Would " + change);
            return ExitCodes.DONE;
        }
        if (!force) {
            session.confirmation().require("This would " + change + ". Go on");
        }
        copies.get(0).putBack(url.server(), disconnect);
        say(
                session.output(),
                name,
                false,
                "The database '" + url.database() + "' is again what it was; what was restored stays beside it");
        return ExitCodes.DONE;
    }

    private void say(Output output, String putBack, boolean dryRun, String text) {
        if (!output.isJson()) {
            output.line(text);
            return;
        }
        output.json(json -> {
            json.writeStringProperty("database", url.database());
            json.writeStringProperty("putBack", putBack);
            json.writeBooleanProperty("dryRun", dryRun);
        });
    }
}
