package io.backup4j.cli;

import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Edits what people say about a restore point. */
@Command(name = "describe", description = "Change name, description, tags or protection of a restore point.")
final class DescribeCommand extends RepositoryAction {
    @Parameters(paramLabel = "POINT", description = "The restore point.")
    private String point = "";

    @Option(names = "--name", paramLabel = "TEXT", order = 1, description = "The new name, '' for none.")
    private @Nullable String name;

    @Option(names = "--description", paramLabel = "TEXT", order = 2, description = "The new description, '' for none.")
    private @Nullable String description;

    @Option(names = "--tag", paramLabel = "TAG", order = 3, description = "Add a tag; repeatable.")
    private List<String> added = List.of();

    @Option(names = "--untag", paramLabel = "TAG", order = 4, description = "Take a tag off; repeatable.")
    private List<String> removed = List.of();

    @Option(
            names = "--protect",
            negatable = true,
            order = 5,
            description = "Protect it from every removal, or not any more.")
    private @Nullable Boolean protect;

    @Override
    void prepare(Session session) {
        if (name == null && description == null && added.isEmpty() && removed.isEmpty() && protect == null) {
            throw new UsageException(
                    "Nothing to change: give --name, --description, --tag, --untag, --protect or --no-protect");
        }
    }

    @Override
    int act(Session session, BackupRepository repository) {
        RestorePoint found = session.find(repository, point);
        RestorePoint described = repository.describe(found.id(), this::changed);
        if (session.output().isJson()) {
            session.output().json(json -> Json.point(json, described));
        } else {
            session.output().line(PointText.row(described));
        }
        return ExitCodes.DONE;
    }

    private PointDetails changed(PointDetails old) {
        Set<String> tags = new HashSet<>(old.tags());
        tags.addAll(added);
        removed.forEach(tags::remove);
        return new PointDetails(
                name == null ? old.name() : name,
                description == null ? old.description() : description,
                tags,
                protect == null ? old.isProtected() : protect);
    }
}
