package io.backup4j.cli;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings deleted restore points back. */
@Command(
        name = "undelete",
        description =
                "Bring deleted restore points back, while their space has not been reclaimed; without POINT list them.")
final class UndeleteCommand extends RepositoryAction {
    @Parameters(paramLabel = "POINT", arity = "0..*", description = "The beginnings of their ids.")
    private List<String> points = List.of();

    @Override
    int act(Session session, BackupRepository repository) {
        Output output = session.output();
        List<RestorePoint> deleted = repository.deletedPoints();
        if (points.isEmpty()) {
            say(output, "deleted", deleted, "");
            return ExitCodes.DONE;
        }
        List<RestorePoint> meant =
                points.stream().map(text -> find(text, deleted)).distinct().toList();
        List<RestorePoint> back = new ArrayList<>();
        meant.forEach(point -> back.add(repository.undelete(point.id())));
        say(output, "undeleted", back, "Back: ");
        return ExitCodes.DONE;
    }

    private static RestorePoint find(String text, List<RestorePoint> deleted) {
        List<RestorePoint> found = deleted.stream()
                .filter(point -> !text.isEmpty() && point.id().value().startsWith(text))
                .toList();
        if (found.size() != 1) {
            throw new FailureException(
                    Sizes.count(found.size(), "deleted restore point begins", "deleted restore points begin")
                            + " with '" + text + "' (to see them: backup undelete)");
        }
        return found.get(0);
    }

    private static void say(Output output, String name, List<RestorePoint> points, String prefix) {
        if (output.isJson()) {
            output.json(json -> {
                json.writeArrayPropertyStart(name);
                points.forEach(point -> {
                    json.writeStartObject();
                    Json.point(json, point);
                    json.writeEndObject();
                });
                json.writeEndArray();
            });
            return;
        }
        points.forEach(point -> output.line(prefix + PointText.row(point)));
        output.note(Sizes.count(points.size(), "restore point", "restore points"));
    }
}
