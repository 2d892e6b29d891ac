package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.store.HealReport;
import io.backup4j.core.store.ReplicatedStore;
import io.backup4j.core.store.SyncReport;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings replicas up to the primary. */
@Command(
        name = "sync",
        description = "Bring the replicas of the repository up to it.",
        footer = {
            "",
            "Copies what a replica lacks, and deletes there what was deleted while it could not be reached. Needs no password",
            "unless with --heal. Ends with 1 when a replica still lacks something, or when something damaged is left."
        })
final class SyncCommand extends Action {
    @Option(
            names = {"-n", "--dry-run"},
            order = 1,
            description = "Only say which restore points are complete where, and how much is missing.")
    private boolean dryRun;

    @Option(
            names = "--heal",
            order = 2,
            description = "Verify every byte in each place, and replace what is damaged by what another has."
                    + " Nobody else may work in the repository meanwhile.")
    private boolean heal;

    @Override
    int act(Session session) throws IOException {
        if (dryRun && heal) {
            throw new UsageException("--heal changes something: leave --dry-run out, or look with 'backup verify'");
        }
        RepositoryOption option = root().repository;
        Locations locations = option.locations(session.surroundings());
        locations.check();
        try (ReplicatedStore store = locations.replicated(session.surroundings())) {
            if (dryRun) {
                return SyncText.say(session.output(), store.status());
            }
            HealReport healed = heal ? heal(session, option, store, locations) : new HealReport(List.of(), List.of());
            SyncReport report = store.sync();
            return SyncText.say(session.output(), report, healed);
        }
    }

    private static HealReport heal(Session session, RepositoryOption option, ReplicatedStore store, Locations locations)
            throws IOException {
        RepositoryOptions options = OpenRepository.options(locations, session.surroundings());
        try (Encryption key = session.credentials().existing(option.key())) {
            return store.heal(location -> {
                try (BackupRepository repository = BackupRepository.open(location, key, options)) {
                    return repository.verify(VerifyLevel.EVERY_BYTE);
                }
            });
        }
    }
}
