package io.backup4j.cli;

import io.backup4j.api.Component;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePoint.Origin;
import io.backup4j.api.RestoreTarget;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.PointQuery;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.RestoreRequest;
import io.backup4j.sql.postgres.PostgresTarget;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a restore back. */
@Command(
        name = "undo",
        description = "Take the last restore into a database back.",
        footer = {
            "",
            "Restores the newest restore point that was made of a database before it was replaced. What is there now becomes",
            "such a point first: undoing twice is the same as never having done it. A PostgreSQL database that was replaced",
            "(--to postgres://user@host:port/database) is put back by renaming; what was restored stays under another name.",
            "Single tables of one (--table) get the rows back that they had.",
            "What a restore has made where nothing was is not taken away: nobody can tell what has been added to it since."
        })
final class UndoCommand extends RepositoryAction {
    /** What to do about a restore that cannot be taken back because it has replaced nothing. */
    static final String NOTHING_BEFORE =
            "What a restore has made where nothing was, remove yourself when nobody needs what is in it now";

    @Option(
            names = "--to",
            paramLabel = "TARGET",
            order = 0,
            description = "Where the restore went; otherwise the last one that replaced something is meant.")
    private String to = "";

    @Option(
            names = {"-n", "--dry-run"},
            order = 10,
            description = "Only say what would be done.")
    private boolean dryRun;

    @Option(names = "--force", order = 12, description = "Overwrite without asking; needs --to.")
    private boolean force;

    @Option(names = "--live", order = 13, description = "The database is in use, and gets the content while it is.")
    private boolean live;

    @Option(names = "--disconnect", order = 14, description = "End the sessions that use the PostgreSQL database.")
    private boolean disconnect;

    @Option(
            names = "--table",
            paramLabel = "SCHEMA.TABLE",
            order = 15,
            description = "The tables of a PostgreSQL database that were restored; repeatable.")
    private List<String> tables = List.of();

    private TargetUrls.Existing existing() {
        return live ? TargetUrls.Existing.LIVE : TargetUrls.Existing.OVERWRITE;
    }

    @Override
    void prepare(Session session) {
        if (force && to.isEmpty()) {
            throw new UsageException("With --force nobody is asked: say by --to which restore is meant");
        }
        if (disconnect && !isPostgresDatabase()) {
            throw new UsageException("--disconnect is for whole PostgreSQL databases: --to " + PostgresUrl.FORM);
        }
        if (live && PostgresUrl.isOne(to)) {
            throw new UsageException("--live is for SQLite databases: " + to);
        }
        if (PostgresUrl.isOne(to)) {
            postgres(session);
        } else if (!tables.isEmpty()) {
            throw new UsageException("--table is for PostgreSQL databases: --to " + PostgresUrl.FORM);
        } else if (!to.isEmpty()) {
            TargetUrls.parse(to, existing());
        }
    }

    @Override
    int act(Session session, BackupRepository repository) throws IOException {
        if (isPostgresDatabase()) {
            return new PostgresUndo(postgres(session), disconnect).act(session, dryRun, force);
        }
        Optional<RestoreTarget> said = said(session);
        RestorePoint before =
                pointBefore(repository, said.map(RestoreTarget::location).orElse(""));
        RestoreTarget target = said.orElseGet(() -> origin(before.components().get(0)));
        if (said.isEmpty()) {
            session.output().note("The last restore that replaced something went to " + target.location());
        }
        RestoreRequest request = RestoreRequest.of(before.id(), target);
        if (dryRun) {
            PlanText.say(session.output(), repository.plan(request), target.location());
            return ExitCodes.DONE;
        }
        session.output().note(PointText.row(before));
        Agreement.require(session, repository, request, force);
        RestoreReport report = session.run(repository, request);
        return RestoreText.say(session.output(), before, target.location(), report);
    }

    private boolean isPostgresDatabase() {
        return PostgresUrl.isOne(to) && tables.isEmpty();
    }

    private PostgresUrl postgres(Session session) {
        return PostgresUrl.parse(to, new Logins(session.surroundings(), session.err()));
    }

    private Optional<RestoreTarget> said(Session session) {
        if (to.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                tables.isEmpty()
                        ? TargetUrls.parse(to, existing())
                        : PostgresTarget.tables(postgres(session).source(), tables));
    }

    private RestoreTarget origin(Component component) {
        if (PostgresUrl.isScheme(component.sourceType())) {
            throw new UsageException("The last restore went to " + component.sourceLocation() + ": say so by --to "
                    + PostgresUrl.FORM + " and --table");
        }
        return TargetUrls.parse(TargetUrls.origin(component), existing());
    }

    private static RestorePoint pointBefore(BackupRepository repository, String place) {
        Stream<RestorePoint> points =
                repository.restorePoints(PointQuery.all().origin(Origin.PRE_RESTORE)).points().stream();
        return points.filter(point -> place.isEmpty()
                        || point.components().get(0).sourceLocation().equals(place))
                .findFirst()
                .orElseThrow(() -> new FailureException("There is no restore"
                        + (place.isEmpty() ? "" : " to " + place)
                        + " that could be undone: no restore point tells what was there before. "
                        + NOTHING_BEFORE));
    }
}
