package io.backup4j.cli;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.DeleteRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes restore points. */
@Command(
        name = "delete",
        description = "Delete restore points; they can be brought back until the next prune.",
        footer = {"", "A protected restore point must be freed first: backup describe POINT --no-protect"})
final class DeleteCommand extends RepositoryAction {
    @Parameters(paramLabel = "POINT", arity = "1..*", description = "The restore points.")
    private List<String> points = List.of();

    @Option(names = "--force", order = 1, description = "Do not ask.")
    private boolean force;

    @Override
    int act(Session session, BackupRepository repository) {
        Output output = session.output();
        List<RestorePoint> found =
                points.stream().map(repository::restorePoint).distinct().toList();
        requireUnprotected(found);
        if (!force) {
            found.forEach(point -> output.note(PointText.row(point)));
            session.confirmation().require("Delete " + Sizes.count(found.size(), "restore point", "restore points"));
        }
        found.forEach(point -> repository.run(new DeleteRequest(point.id())));
        List<String> ids = found.stream().map(point -> point.id().value()).toList();
        if (output.isJson()) {
            output.json(json -> Json.strings(json, "deleted", ids));
        } else {
            ids.forEach(id -> output.line("Deleted restore point " + id));
        }
        return ExitCodes.DONE;
    }

    private static void requireUnprotected(List<RestorePoint> points) {
        for (RestorePoint point : points) {
            if (point.details().isProtected()) {
                String id = point.id().abbreviated();
                throw new FailureException(
                        "Restore point " + id + " is protected; nothing has been deleted (to free it: backup describe "
                                + id + " --no-protect)");
            }
        }
    }
}
