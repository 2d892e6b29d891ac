package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.KeySlotInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Adds a key slot. */
@Command(name = "add", description = "Let a further password or key file open the repository.")
final class KeyAddCommand extends RepositoryAction {
    @Mixin
    private final NewKeyOption added = new NewKeyOption();

    @Override
    void prepare(Session session) {
        added.key();
    }

    @Override
    int act(Session session, BackupRepository repository) {
        KeySlotInfo slot = added.addTo(repository, session);
        if (session.output().isJson()) {
            session.output().json(json -> KeyListCommand.write(json, slot));
        } else {
            session.output().line("Added key " + KeyListCommand.line(slot));
        }
        return ExitCodes.DONE;
    }
}
