package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.KeySlotInfo;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.core.JsonGenerator;

/** Lists key slots. */
@Command(name = "list", description = "List the keys that open the repository, oldest first.")
final class KeyListCommand extends RepositoryAction {
    @Override
    int act(Session session, BackupRepository repository) {
        List<KeySlotInfo> slots = repository.keySlots();
        if (session.output().isJson()) {
            session.output().json(json -> write(json, "keys", slots));
        } else {
            slots.forEach(slot -> session.output().line(line(slot)));
        }
        return ExitCodes.DONE;
    }

    /** Returns a slot for people. */
    static String line(KeySlotInfo slot) {
        return (slot.id() + "  " + Times.shown(slot.createdAt()) + "  " + slot.kind() + "  "
                        + Text.printable(slot.label()))
                .stripTrailing();
    }

    /** Writes an array of slots. */
    static void write(JsonGenerator json, String name, List<KeySlotInfo> slots) {
        json.writeArrayPropertyStart(name);
        for (KeySlotInfo slot : slots) {
            json.writeStartObject();
            write(json, slot);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes the fields of a slot. */
    static void write(JsonGenerator json, KeySlotInfo slot) {
        json.writeStringProperty("id", slot.id());
        json.writeStringProperty("kind", slot.kind());
        json.writeStringProperty("label", slot.label());
        json.writeStringProperty("createdAt", slot.createdAt().toString());
    }
}
