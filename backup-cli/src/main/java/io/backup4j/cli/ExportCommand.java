package io.backup4j.cli;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.ArchiveFormat;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.ExportRequest;
import io.backup4j.core.RestoreReport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a restore point as an archive. */
@Command(
        name = "export",
        description = "Write a restore point as an ordinary archive: tar.zst, tar.gz or zip. It is not encrypted.",
        footer = {"", "The file appears under its name when it is complete."})
final class ExportCommand extends RepositoryAction {
    @Parameters(index = "0", paramLabel = "POINT", description = "The restore point.")
    private String point = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The archive, or - for standard output.")
    private String file = "";

    @Mixin
    private final SelectionOption part = new SelectionOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            order = 10,
            description = "tar.zst, tar.gz or zip; otherwise the name of the file says it.",
            converter = Archives.Converter.class)
    private @Nullable ArchiveFormat format;

    @Option(names = "--force", order = 11, description = "Replace a file of that name.")
    private boolean force;

    private boolean isStandardOutput() {
        return file.equals("-");
    }

    @Override
    void prepare(Session session) {
        if (isStandardOutput() && session.output().isJson()) {
            throw new UsageException("The archive and JSON cannot both go to standard output");
        }
        part.check();
        if (format == null) {
            format = Archives.formatOf(file);
        }
    }

    @Override
    int act(Session session, BackupRepository repository) throws IOException {
        RestorePoint found = session.find(repository, point);
        part.require(repository, found);
        if (isStandardOutput()) {
            return toStandardOutput(session, repository, found);
        }
        try (NewFile archive = NewFile.create(FilesScheme.path(file), force)) {
            RestoreReport report = session.run(repository, request(found, archive.stream()));
            archive.publish();
            return RestoreText.say(session.output(), found, file, report);
        }
    }

    private int toStandardOutput(Session session, BackupRepository repository, RestorePoint found) throws IOException {
        RestoreReport report =
                session.run(repository, request(found, session.output().raw()));
        session.output().raw().flush();
        session.output().issues(report.issues(), report.issues().size());
        return RestoreText.code(session.output(), found, report);
    }

    private ExportRequest request(RestorePoint found, OutputStream stream) {
        ArchiveFormat chosen = Objects.requireNonNull(format);
        return new ExportRequest(found.id(), part.of(found), chosen, stream);
    }
}
