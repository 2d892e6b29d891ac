package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.Compression;
import io.backup4j.core.Encryption;
import io.backup4j.core.RepairReport;
import io.backup4j.core.RepairRequest;
import io.backup4j.core.VerifyLevel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a damaged repository in order. */
@Command(
        name = "repair",
        description = "Keep what is left of what is damaged, say what is lost, and leave a repository without damage.",
        footer = {
            "",
            "Backups and restores may go on at the same time. Heal from replicas before, where there are any: what is",
            "dropped here is looked for in no other place than --from-repo. Exit code 3 when something is lost."
        })
final class RepairCommand extends RepositoryAction {
    @Option(
            names = {"-n", "--dry-run"},
            order = 1,
            description = "Only say what is damaged and what would be done.")
    private boolean dryRun;

    @Option(
            names = "--structure",
            order = 2,
            description = "Do not read all content; finds only what is missing or cut.")
    private boolean structure;

    @Option(
            names = "--from-repo",
            paramLabel = "URL",
            order = 3,
            description = "Take from there what is lost here, for instance from a copy with another key.")
    private @Nullable String fromRepo;

    @Option(
            names = "--from-password-file",
            paramLabel = "FILE",
            order = 4,
            description = "Its password. Variables: BACKUP_FROM_PASSWORD_FILE, BACKUP_FROM_PASSWORD.")
    private @Nullable Path fromPasswordFile;

    @Option(
            names = "--from-key-file",
            paramLabel = "FILE",
            order = 5,
            description = "Its key file. Variable: BACKUP_FROM_KEY_FILE.")
    private @Nullable Path fromKeyFile;

    @Option(names = "--from-no-encryption", order = 6, description = "It is not encrypted.")
    private boolean fromNoEncryption;

    private Credentials.Origin fromKey() {
        return new Credentials.Origin(
                "other repository", "BACKUP_FROM_", fromPasswordFile, fromKeyFile, fromNoEncryption);
    }

    @Override
    void prepare(Session session) {
        if (fromRepo != null) {
            StoreUrls.check(fromRepo);
            fromKey();
        }
    }

    @Override
    int act(Session session, BackupRepository repository) {
        RepairRequest request =
                RepairRequest.defaults().withLevel(structure ? VerifyLevel.STRUCTURE : VerifyLevel.EVERY_BYTE);
        if (dryRun) {
            RepairText.say(session.output(), repository.plan(request));
            return ExitCodes.DONE;
        }
        if (fromRepo == null) {
            return repair(session, repository, request);
        }
        try (Encryption key = session.credentials().existing(fromKey());
                OpenRepository other =
                        OpenRepository.open(Locations.of(fromRepo), key, Compression.zstd(), session.surroundings())) {
            return repair(session, repository, request.from(other.repository()));
        }
    }

    private static int repair(Session session, BackupRepository repository, RepairRequest request) {
        RepairReport report = session.run(repository, request);
        RepairText.say(session.output(), report);
        if (!report.notes().isEmpty()) {
            return ExitCodes.FAILED;
        }
        return report.isComplete() ? ExitCodes.DONE : ExitCodes.INCOMPLETE;
    }
}
