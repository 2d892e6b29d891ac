package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.PruneRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reclaims space. */
@Command(
        name = "prune",
        description = "Remove what no restore point needs; deleted restore points go for good.",
        footer = {"", "Backups, restores and other prunes may go on at the same time."})
final class PruneCommand extends RepositoryAction {
    @Option(
            names = {"-n", "--dry-run"},
            order = 1,
            description = "Only say what would be removed and rewritten, and why.")
    private boolean dryRun;

    @Option(
            names = "--most-waste",
            paramLabel = "PERCENT",
            order = 2,
            description = "Rewrite packs of which more than this is not needed; 30.")
    private int mostWaste = PruneRequest.defaults().mostWaste();

    @Option(
            names = "--keep-deleted",
            paramLabel = "AGE",
            order = 3,
            description = "Keep what was deleted more recently than this: 7d.")
    private @Nullable String keepDeleted;

    @Option(
            names = "--orphan-grace",
            paramLabel = "AGE",
            order = 4,
            description = "Spare for so long what no restore point has ever needed; 1d.")
    private @Nullable String orphanGrace;

    @Option(
            names = "--reencrypt",
            paramLabel = "SIZE",
            order = 5,
            description = "After 'key rotate', encrypt so much of what was there before anew; 1G.")
    private @Nullable String reencrypt;

    private PruneRequest request = PruneRequest.defaults();

    @Override
    void prepare(Session session) {
        try {
            request = request.withMostWaste(mostWaste);
        } catch (IllegalArgumentException outOfRange) {
            throw new UsageException("--most-waste is a percentage from 0 to 100");
        }
        request = keepDeleted == null ? request : request.withKeepDeleted(Times.duration(keepDeleted));
        request = reencrypt == null ? request : request.withReencrypt(reencrypted(reencrypt));
        request = orphanGrace == null ? request : request.withOrphanGrace(Times.duration(orphanGrace));
    }

    private static long reencrypted(String size) {
        return size.equals("0") ? 0 : Sizes.parse(size);
    }

    @Override
    int act(Session session, BackupRepository repository) {
        if (dryRun) {
            PruneText.say(session.output(), repository.plan(request));
        } else {
            PruneText.say(session.output(), session.run(repository, request));
        }
        return ExitCodes.DONE;
    }
}
