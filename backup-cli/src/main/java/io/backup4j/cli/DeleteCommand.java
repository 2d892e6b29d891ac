package io.backup4j.cli;

import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
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

    @Option(
            names = "--missing",
            order = 1,
            description = "Of those that the store has lost, by their full ids: be content that they are gone.")
    private boolean missing;

    @Option(names = "--force", order = 2, description = "Do not ask.")
    private boolean force;

    @Override
    int act(Session session, BackupRepository repository) {
        Output output = session.output();
        if (missing) {
            List<RestorePointId> lost = points.stream().map(DeleteCommand::id).toList();
            if (!force) {
                session.confirmation()
                        .require("Give up " + Sizes.count(points.size(), "lost restore point", "lost restore points"));
            }
            lost.forEach(repository::delete);
            say(output, points);
            return ExitCodes.DONE;
        }
        List<RestorePoint> found =
                points.stream().map(repository::restorePoint).distinct().toList();
        requireUnprotected(found);
        if (!force) {
            found.forEach(point -> output.note(PointText.row(point)));
            session.confirmation().require("Delete " + Sizes.count(found.size(), "restore point", "restore points"));
        }
        found.forEach(point -> repository.run(new DeleteRequest(point.id())));
        say(output, found.stream().map(point -> point.id().value()).toList());
        return ExitCodes.DONE;
    }

    private static RestorePointId id(String text) {
        try {
            return new RestorePointId(text);
        } catch (IllegalArgumentException noId) {
            throw new UsageException("With --missing the full id is needed, 32 digits: '" + text + "'");
        }
    }

    private static void say(Output output, List<String> ids) {
        if (output.isJson()) {
            output.json(json -> Json.strings(json, "deleted", ids));
        } else {
            ids.forEach(id -> output.line("Deleted restore point " + id));
        }
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
