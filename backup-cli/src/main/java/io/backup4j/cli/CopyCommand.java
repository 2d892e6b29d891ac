package io.backup4j.cli;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Compression;
import io.backup4j.core.CopyRequest;
import io.backup4j.core.Encryption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a restore point to another repository. */
@Command(
        name = "copy",
        description = "Copy a restore point to another repository, moving only what is not there yet.",
        footer = {
            "",
            "The other repository must exist: create it with 'backup init'.",
            "Exit code 3 when damaged entries could not be copied."
        })
final class CopyCommand extends RepositoryAction {
    @Parameters(paramLabel = "POINT", description = "The restore point.")
    private String point = "";

    @Option(names = "--to-repo", paramLabel = "URL", required = true, order = 1, description = "The other repository.")
    private String toRepo = "";

    @Option(
            names = "--to-password-file",
            paramLabel = "FILE",
            order = 2,
            description = "Its password. Variables: BACKUP_TO_PASSWORD_FILE, BACKUP_TO_PASSWORD.")
    private @Nullable Path toPasswordFile;

    @Option(
            names = "--to-key-file",
            paramLabel = "FILE",
            order = 3,
            description = "Its key file. Variable: BACKUP_TO_KEY_FILE.")
    private @Nullable Path toKeyFile;

    @Option(names = "--to-no-encryption", order = 4, description = "It is not encrypted.")
    private boolean toNoEncryption;

    private Credentials.Origin toKey() {
        return new Credentials.Origin("other repository", "BACKUP_TO_", toPasswordFile, toKeyFile, toNoEncryption);
    }

    @Override
    void prepare(Session session) {
        StoreUrls.check(toRepo);
        toKey();
    }

    @Override
    int act(Session session, BackupRepository repository) {
        RestorePoint found = session.find(repository, point);
        try (Encryption key = session.credentials().existing(toKey());
                OpenRepository other =
                        OpenRepository.open(Locations.of(toRepo), key, Compression.zstd(), session.surroundings())) {
            BackupReport report = session.run(repository, new CopyRequest(found.id(), other.repository()));
            BackupText.say(session.output(), "Copied as", report);
            return BackupText.code(report.point(), found);
        }
    }
}
