package io.backup4j.cli;

import io.backup4j.api.RestorePointId;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.VerifyRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for damage. */
@Command(
        name = "verify",
        description = "Check that everything is there; with --every-byte that every byte is right.",
        footer = {"", "Exit code 1 when anything is wrong."})
final class VerifyCommand extends RepositoryAction {
    @Parameters(paramLabel = "POINT", arity = "0..*", description = "Only what these restore points need.")
    private List<String> points = List.of();

    @ArgGroup
    private @Nullable Closeness closeness;

    /** How closely to look. */
    static final class Closeness {
        @Option(names = "--every-byte", required = true, description = "Read and check all content.")
        private boolean everyByte;

        @Option(
                names = "--sample",
                paramLabel = "PERCENT",
                required = true,
                description = "Read and check so much of it, chosen at random.")
        private int percent;

        private VerifyLevel level() {
            return everyByte ? VerifyLevel.EVERY_BYTE : VerifyLevel.sample(percent);
        }
    }

    private VerifyLevel level = VerifyLevel.STRUCTURE;

    @Override
    void prepare(Session session) {
        try {
            level = closeness == null ? VerifyLevel.STRUCTURE : closeness.level();
        } catch (IllegalArgumentException outOfRange) {
            throw new UsageException("--sample is a percentage from 0 to 100");
        }
    }

    @Override
    int act(Session session, BackupRepository repository) {
        Set<RestorePointId> ids =
                points.stream().map(text -> repository.restorePoint(text).id()).collect(Collectors.toUnmodifiableSet());
        VerifyReport report = session.run(repository, new VerifyRequest(level, ids));
        VerifyText.say(session.output(), report);
        return report.isClean() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
}
