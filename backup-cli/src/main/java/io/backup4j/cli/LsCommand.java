package io.backup4j.cli;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Selection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists entries. */
@Command(
        name = "ls",
        description = "List the entries of a restore point, or one of them with all below it.",
        footer = {
            "",
            "Where a point has several components, each path begins with the name of its component.",
            "--sha256 prints what 'sha256sum --check' reads."
        })
final class LsCommand extends RepositoryAction {
    @Parameters(index = "0", paramLabel = "POINT", description = "The restore point.")
    private String point = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            description = "The entry, as a path in its component.")
    private @Nullable String path;

    @Option(names = "--component", paramLabel = "NAME", order = 1, description = "Only this component; repeatable.")
    private List<String> components = List.of();

    @Option(
            names = {"-l", "--long"},
            order = 2,
            description = "With mode, owner, group, size and time.")
    private boolean isLong;

    @Option(names = "--sha256", order = 3, description = "Only files, with the SHA-256 of their content.")
    private boolean sha256;

    @Override
    int act(Session session, BackupRepository repository) {
        RestorePoint found = session.find(repository, point);
        SelectionOption part = new SelectionOption();
        part.components = components;
        part.paths = path == null ? List.of() : List.of(path);
        Selection selection = part.of(found);
        EntryListing listing =
                new EntryListing(session.output(), found.components().size() > 1, isLong, digests(session));
        if (session.output().isJson()) {
            session.output().json(json -> {
                json.writeStringProperty("point", found.id().value());
                json.writeArrayPropertyStart("entries");
                repository.entries(found.id(), selection, entry -> listing.write(json, entry));
                json.writeEndArray();
            });
        } else {
            repository.entries(found.id(), selection, listing::print);
        }
        if (listing.isEmpty() && path != null) {
            throw SelectionOption.nothing(found, "called '" + path + "'");
        }
        return ExitCodes.DONE;
    }

    /** A name must not be able to steer the terminal; elsewhere each must be found again. */
    private EntryListing.Digests digests(Session session) {
        if (!sha256) {
            return EntryListing.Digests.NONE;
        }
        boolean isShown = isLong || session.surroundings().terminal().hasOutput();
        return isShown ? EntryListing.Digests.SHOWN : EntryListing.Digests.EXACT;
    }
}
