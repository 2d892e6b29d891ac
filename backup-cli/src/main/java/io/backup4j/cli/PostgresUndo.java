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
    static PostgresUndo of(PostgresUrl url, boolean disconnect) {
        return new PostgresUndo(url, disconnect);
    }

    int act(Session session, boolean dryRun, boolean force) {
        List<SafetyCopy> copies = SafetyCopy.of(url.server(), url.database());
        if (copies.isEmpty()) {
            throw new FailureException("There is no restore to '" + url.database()
                    + "' that could be undone: no database '" + url.database() + "_before_...' is there");
        }
        String name = copies.get(0).name();
        if (dryRun) {
            session.output()
                    .line("Would put the database '" + name + "' back in the place of '" + url.database() + "'");
            return ExitCodes.DONE;
        }
        if (!force) {
            session.confirmation()
                    .require("This would put the database '" + name + "' back in the place of '" + url.database()
                            + "'. Go on");
        }
        copies.get(0).putBack(url.server(), disconnect);
        session.output()
                .line("The database '" + url.database() + "' is again what it was; what was restored stays beside it");
        return ExitCodes.DONE;
    }
}
