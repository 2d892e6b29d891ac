package io.backup4j.cli;

import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestoreTarget;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.RestoreRequest;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a point or a part of it. */
@Command(
        name = "restore",
        description = "Restore a restore point, or a part of it.",
        footer = {
            "",
            "A TARGET is a path, files:/path, sqlite:/path/app.db, postgres://user@host:port/newdb or command:PROGRAM ARGUMENTS, which",
            "reads the one file selected.",
            "What a database held before becomes a restore point first: 'backup undo' takes the restore back.",
            "Before anything is overwritten or deleted you are asked; where nobody can be asked, nothing is done without --force."
        })
final class RestoreCommand extends RepositoryAction {
    @Parameters(paramLabel = "POINT", description = "The restore point.")
    private String point = "";

    @Option(names = "--to", paramLabel = "TARGET", required = true, order = 0, description = "Where it goes.")
    private String to = "";

    @Mixin
    private final SelectionOption part = new SelectionOption();

    @Option(
            names = {"-n", "--dry-run"},
            order = 10,
            description = "Only say what would be done.")
    private boolean dryRun;

    @Option(names = "--mirror", order = 11, description = "Delete at the target what is not in the restore point.")
    private boolean mirror;

    @Option(names = "--force", order = 12, description = "Overwrite, and with --mirror delete, without asking.")
    private boolean force;

    @Option(names = "--live", order = 13, description = "The database is in use, and gets the content while it is.")
    private boolean live;

    @Option(
            names = "--no-safety-backup",
            order = 14,
            description =
                    "Do not back up what a database holds before it is replaced, for instance because it is damaged.")
    private boolean noSafetyBackup;

    @Option(
            names = "--fill-holes",
            order = 15,
            description = "Restore files of which bytes are lost, with zeros in their place; else they are left out.")
    private boolean fillHoles;

    @Mixin
    private final PostgresOption postgres = new PostgresOption();

    private TargetUrls.Existing existing() {
        if (live && mirror) {
            throw new UsageException("--live is for databases and --mirror for directories");
        }
        if (live) {
            return TargetUrls.Existing.LIVE;
        }
        return mirror ? TargetUrls.Existing.MIRROR : TargetUrls.Existing.OVERWRITE;
    }

    private RestoreTarget target(Session session) {
        return PostgresUrl.isOne(to)
                ? postgres.target(to, new Logins(session.surroundings(), session.err()))
                : TargetUrls.parse(to, existing());
    }

    @Override
    void prepare(Session session) {
        postgres.check(to);
        target(session);
        if (mirror) {
            root().repository.locations(session.surroundings()).directories().forEach(this::requireOutside);
        }
        part.check();
    }

    /** A backup of this directory has left the repository out, so a mirror of it would delete the repository. */
    private void requireOutside(Path repository) {
        TargetUrls.directory(to)
                .filter(directory -> FilesScheme.isInside(repository, directory))
                .ifPresent(directory -> {
                    throw new UsageException("--mirror would delete the repository " + repository + ", which lies in "
                            + directory + "; restore into another directory, or without --mirror");
                });
    }

    @Override
    int act(Session session, BackupRepository repository) throws IOException {
        RestorePoint found = session.find(repository, point);
        part.require(repository, found);
        RestoreTarget target = target(session);
        RestoreRequest request = new RestoreRequest(found.id(), part.of(found), target, !noSafetyBackup, fillHoles);
        if (dryRun) {
            PlanText.say(session.output(), repository.plan(request), target.location());
            return ExitCodes.DONE;
        }
        Agreement.require(session, repository, request, force);
        RestoreReport report = session.run(repository, request);
        return RestoreText.say(session.output(), found, target.location(), report);
    }
}
