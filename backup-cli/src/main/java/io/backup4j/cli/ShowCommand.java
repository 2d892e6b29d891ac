package io.backup4j.cli;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one restore point. */
@Command(name = "show", description = "Show all there is to say about a restore point.")
final class ShowCommand extends RepositoryAction {
    @Parameters(paramLabel = "POINT", description = "The restore point.")
    private String point = "";

    @Override
    int act(Session session, BackupRepository repository) {
        RestorePoint found = session.find(repository, point);
        if (session.output().isJson()) {
            session.output().json(json -> Json.point(json, found));
        } else {
            PointText.print(session.output(), found);
        }
        return ExitCodes.DONE;
    }
}
