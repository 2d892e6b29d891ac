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
                description = "Read and check so much of it, what was never read or longest ago first.")
        private int percent;

        private VerifyLevel level() {
            return everyByte ? VerifyLevel.EVERY_BYTE : VerifyLevel.sample(percent);
        }
    }

    @Option(
            names = "--max-age",
            paramLabel = "AGE",
            order = 1,
            description = "Pass over what was read so recently and found sound: 30d.")
    private @Nullable String maxAge;

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            order = 2,
            description = "Begin to read nothing more after so long: 10m, 2h.")
    private @Nullable String maxTime;

    @Option(names = "--max-bytes", paramLabel = "SIZE", order = 3, description = "Read no more content than this: 10G.")
    private @Nullable String maxBytes;

    private VerifyRequest request = VerifyRequest.of(VerifyLevel.STRUCTURE);

    @Override
    void prepare(Session session) {
        try {
            request = VerifyRequest.of(level());
        } catch (IllegalArgumentException outOfRange) {
            throw new UsageException("--sample is a percentage from 0 to 100");
        }
        request = maxAge == null ? request : request.withMaxAge(Times.positive("--max-age", maxAge));
        request = maxTime == null ? request : request.withMaxTime(Times.positive("--max-time", maxTime));
        request = maxBytes == null ? request : request.withMaxBytes(Sizes.parse(maxBytes));
    }

    /** Who sets limits to the reading wants content to be read. */
    private VerifyLevel level() {
        if (closeness != null) {
            return closeness.level();
        }
        boolean isLimited = maxAge != null || maxTime != null || maxBytes != null;
        return isLimited ? VerifyLevel.EVERY_BYTE : VerifyLevel.STRUCTURE;
    }

    @Override
    int act(Session session, BackupRepository repository) {
        Set<RestorePointId> ids = points.stream()
                .map(text -> session.find(repository, text).id())
                .collect(Collectors.toUnmodifiableSet());
        VerifyReport report = session.run(repository, request.withPoints(ids));
        VerifyText.say(session.output(), report);
        return report.isClean() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
}
