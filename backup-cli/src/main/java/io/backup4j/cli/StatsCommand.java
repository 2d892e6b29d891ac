package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.RepositoryStatistics;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine.Command;

/** Prints figures of a repository. */
@Command(name = "stats", description = "Print figures of the repository.")
final class StatsCommand extends RepositoryAction {
    @Override
    int act(Session session, BackupRepository repository) {
        RepositoryStatistics figures = repository.statistics();
        if (session.output().isJson()) {
            session.output().json(json -> {
                json.writeStringProperty("repository", repository.id());
                json.writeNumberProperty("points", figures.points());
                json.writeNumberProperty("originalBytes", figures.originalBytes());
                json.writeNumberProperty("uniqueBytes", figures.uniqueBytes());
                json.writeNumberProperty("storedBytes", figures.storedBytes());
                json.writeNumberProperty("packs", figures.packs());
                json.writeNumberProperty("chunks", figures.chunks());
                json.writeNumberProperty("packsRead", figures.packsRead());
                json.writeStringProperty("oldestRead", Objects.toString(figures.oldestRead(), ""));
                json.writeNumberProperty("epoch", figures.epoch());
                json.writeNumberProperty("outdatedBytes", figures.outdatedBytes());
                json.writeNumberProperty("pointsDamaged", figures.pointsDamaged());
                json.writeNumberProperty("coveredBytes", figures.coveredBytes());
                json.writeNumberProperty("parityBytes", figures.parityBytes());
            });
        } else {
            print(session.output(), repository.id(), figures);
        }
        return ExitCodes.DONE;
    }

    private static void print(Output output, String id, RepositoryStatistics figures) {
        output.line("repository      " + id);
        output.line("restore points  " + Sizes.count(figures.points()));
        output.line("content         " + Sizes.bytes(figures.originalBytes()));
        output.line("without twins   " + Sizes.bytes(figures.uniqueBytes()));
        output.line("in the store    " + Sizes.bytes(figures.storedBytes()) + share(figures));
        output.line("packs           " + Sizes.count(figures.packs()));
        output.line("chunks          " + Sizes.count(figures.chunks()));
        Instant oldest = figures.oldestRead();
        output.line("packs verified  " + Sizes.count(figures.packsRead())
                + (oldest == null ? "" : ", the oldest at " + Times.shown(oldest)));
        if (figures.epoch() > 0) {
            output.line("epoch of keys   " + figures.epoch() + ", " + Sizes.bytes(figures.outdatedBytes())
                    + " from before the last rotation");
        }
        output.line("points damaged  " + Sizes.count(figures.pointsDamaged()));
        output.line("parity          " + Sizes.bytes(figures.parityBytes()) + " over "
                + Sizes.bytes(figures.coveredBytes()) + " of packs");
    }

    private static String share(RepositoryStatistics figures) {
        return figures.originalBytes() == 0
                ? ""
                : String.format(Locale.ROOT, " (%.1f %%)", 100.0 * figures.storedBytes() / figures.originalBytes());
    }
}
