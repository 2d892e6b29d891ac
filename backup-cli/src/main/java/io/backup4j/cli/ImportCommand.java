package io.backup4j.cli;

import io.backup4j.api.EntryPath;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.ImportRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a restore point of an archive. */
@Command(
        name = "import",
        description = "Make a restore point of an archive: tar (zstd, gzip, bzip2, xz or plain) or zip.")
final class ImportCommand extends RepositoryAction {
    private static final String SUFFIXES = "(?i)\\.(tar(\\.(zst|gz|bz2|xz))?|tzst|tgz|tbz2?|txz|zip)$";
    private static final Set<String> UNUSABLE = Set.of("", ".", "..");

    @Parameters(paramLabel = "FILE", description = "The archive.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(
            names = "--component",
            paramLabel = "NAME",
            order = 0,
            description = "What its component is called; otherwise like the file.")
    private @Nullable String component;

    @Mixin
    private final DetailsOption details = new DetailsOption();

    @Option(
            names = "--max-bytes",
            paramLabel = "SIZE",
            order = 10,
            description = "Refuse an archive that unpacks to more than this, for instance one of somebody else: 10G.")
    private @Nullable String maxBytes;

    private long maximum = Long.MAX_VALUE;

    @Override
    void prepare(Session session) {
        if (component != null) {
            requireUsable(component);
        }
        maximum = maxBytes == null ? maximum : Sizes.parse(maxBytes);
        if (!Files.exists(file)) {
            throw new FailureException("Archive " + file + " does not exist");
        }
    }

    @Override
    int act(Session session, BackupRepository repository) {
        String name = component == null ? nameOf(file) : component;
        BackupReport report = session.run(repository, new ImportRequest(file, name, details.chosen(), maximum));
        BackupText.say(session.output(), "Imported", report);
        return BackupText.code(report.point());
    }

    private static void requireUsable(String name) {
        try {
            EntryPath.root().resolve(name.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException unusable) {
            throw new UsageException("--component is what a directory can be called, neither empty, '.' nor '..' and"
                    + " without '/' and NUL: '" + name + "'");
        }
    }

    /** The name of the file without what says its format. */
    static String nameOf(Path file) {
        Path last = file.getFileName();
        String bare = last == null ? "" : last.toString().replaceFirst(SUFFIXES, "");
        return UNUSABLE.contains(bare) ? "archive" : bare;
    }
}
