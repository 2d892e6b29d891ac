package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.RepositoryStatistics;
import java.util.Locale;
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
    }

    private static String share(RepositoryStatistics figures) {
        return figures.originalBytes() == 0
                ? ""
                : String.format(Locale.ROOT, " (%.1f %%)", 100.0 * figures.storedBytes() / figures.originalBytes());
    }
}
