package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.ParityReport;
import io.backup4j.core.ParityRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Adds, renews and removes parity. */
@Command(
        name = "parity",
        description = "Store what gives back lost and damaged packs, at 7 %% of their size.",
        footer = {
            "",
            "'repair' uses it. Do it again after backups and after 'prune'. Backups, restores and prunes may go on at the",
            "same time. Exit code 1 when a pack could not be covered."
        })
final class ParityCommand extends RepositoryAction {
    @Option(
            names = {"-n", "--dry-run"},
            order = 1,
            description = "Only say what would be stored and removed.")
    private boolean dryRun;

    @Option(names = "--remove", order = 2, description = "Remove all parity.")
    private boolean remove;

    @Override
    int act(Session session, BackupRepository repository) {
        ParityRequest request = new ParityRequest(remove);
        if (dryRun) {
            ParityText.say(session.output(), repository.plan(request));
            return ExitCodes.DONE;
        }
        ParityReport report = session.run(repository, request);
        ParityText.say(session.output(), report);
        return report.notes().isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
}
