package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.KeySlotInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Replaces the key that opened the repository. */
@Command(
        name = "passwd",
        description = "Replace the password or key file that this command opens the repository with.",
        footer = {
            "",
            "Only the key is exchanged, no content is written anew: see 'backup key remove' for what that means."
        })
final class KeyPasswdCommand extends RepositoryAction {
    @Mixin
    private final NewKeyOption added = new NewKeyOption();

    @Override
    void prepare(Session session) {
        added.key();
    }

    @Override
    int act(Session session, BackupRepository repository) {
        String old = repository
                .keySlot()
                .orElseThrow(() -> new FailureException("The repository is not encrypted: there is no key to replace"));
        // The new one first: a crash in between leaves both, never none.
        KeySlotInfo slot = added.addTo(repository, session);
        repository.removeKey(old);
        if (session.output().isJson()) {
            session.output().json(json -> {
                json.writeStringProperty("removed", old);
                json.writeStringProperty("added", slot.id());
            });
        } else {
            session.output().line("Replaced key " + old + " by " + slot.id());
        }
        return ExitCodes.DONE;
    }
}
