package io.backup4j.cli;

import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.BackupRequest.NamedSource;
import io.backup4j.core.Compression;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a restore point. */
@Command(
        name = "create",
        description = "Back up one or several sources into one restore point.",
        footer = {
            "",
            "A SOURCE is a path, files:/path, sqlite:/path/app.db, postgres://user@host:port/database or command:NAME=PROGRAM",
            "ARGUMENTS, whose output becomes an entry of that NAME.",
            "It may be given a name: uploads=/srv/uploads. Its component is called so, or like the last part of the path."
        })
final class CreateCommand extends RepositoryAction {
    @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "What is backed up.")
    private List<String> sources = List.of();

    @Mixin
    private final DetailsOption details = new DetailsOption();

    @Mixin
    private final TreeOption tree = new TreeOption();

    @Option(names = "--read-everything", order = 20, description = "Read files that seem unchanged too.")
    private boolean readEverything;

    @Option(
            names = "--compression",
            paramLabel = "NAME",
            order = 21,
            description = "zstd (default), zstd:LEVEL (1 to 19), gzip, bzip2, xz or none.",
            converter = CompressionConverter.class)
    private Compression compression = Compression.zstd();

    private List<NamedSource> named = List.of();

    @Override
    void prepare(Session session) {
        List<Path> repositories =
                root().repository.locations(session.surroundings()).directories();
        named = SourceUrls.parse(
                sources,
                tree.chosen(repositories),
                new Logins(session.surroundings(), session.err()),
                session.output()::note);
    }

    @Override
    Compression compression() {
        return compression;
    }

    @Override
    int act(Session session, BackupRepository repository) {
        BackupRequest.Builder request =
                BackupRequest.builder().details(details.chosen()).createdBy(Creator.name());
        named.forEach(one -> request.component(one.name(), one.source()));
        if (readEverything) {
            request.readEverything();
        }
        BackupReport report = session.run(repository, request.build());
        BackupText.say(session.output(), "Created", report);
        return BackupText.code(report.point());
    }
}
