package io.backup4j.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program itself: what all commands have in common. */
@Command(
        name = "backup",
        description = "Encrypted, deduplicated, verified backups.",
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        abbreviateSynopsis = true,
        footer = {
            "",
            "A POINT is 'latest' or the beginning of an id that fits one restore point only.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with entries missing."
        })
final class BackupCommand implements Callable<Integer> {
    @Mixin
    final RepositoryOption repository = new RepositoryOption();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
    boolean version;

    @Mixin
    final OutputOption option = new OutputOption();

    private final Session session;

    BackupCommand(Surroundings surroundings, PrintStream err) {
        session = new Session(surroundings, new Output(surroundings.out(), err, option), err);
    }

    /** Returns what every command works with. */
    Session session() {
        return session;
    }

    @Override
    public Integer call() {
        throw new UsageException("Which command?");
    }
}
