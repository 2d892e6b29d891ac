package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.KeySlotInfo;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a key slot. */
@Command(
        name = "remove",
        description = "Let a password or key file not open the repository any more.",
        footer = {
            "",
            "Whoever has kept a copy of the store and knows the removed key can still read what was in that copy,",
            "and with it what is written until 'backup key rotate'.",
            "The last key cannot be removed."
        })
final class KeyRemoveCommand extends RepositoryAction {
    @Parameters(paramLabel = "KEY", description = "The beginning of the id that 'backup key list' shows.")
    private String key = "";

    @Option(names = "--force", order = 1, description = "Do not ask.")
    private boolean force;

    @Override
    int act(Session session, BackupRepository repository) {
        List<KeySlotInfo> slots = repository.keySlots();
        KeySlotInfo slot = find(slots);
        if (slots.size() == 1) {
            throw new FailureException(
                    "Key " + slot.id() + " is the last one: without it nobody could open the repository");
        }
        if (!force) {
            session.output().note(KeyListCommand.line(slot));
            session.confirmation().require("Remove this key");
        }
        repository.removeKey(slot.id());
        if (session.output().isJson()) {
            session.output().json(json -> json.writeStringProperty("removed", slot.id()));
        } else {
            session.output().line("Removed key " + slot.id());
        }
        return ExitCodes.DONE;
    }

    private KeySlotInfo find(List<KeySlotInfo> slots) {
        List<KeySlotInfo> fitting =
                slots.stream().filter(slot -> slot.id().startsWith(key)).toList();
        if (fitting.size() != 1) {
            throw new FailureException(
                    (fitting.isEmpty() ? "No key's id begins with '" : "Several keys' ids begin with '") + key
                            + "' ('backup key list' lists them)");
        }
        return fitting.get(0);
    }
}
