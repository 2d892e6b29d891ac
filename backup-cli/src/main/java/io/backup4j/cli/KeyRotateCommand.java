package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.KeyRotation;
import io.backup4j.core.KeySlotInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rotates the keys of a repository. */
@Command(
        name = "rotate",
        description =
                "Encrypt what is written from now on so that only the key of this command, and those kept, can read it.",
        footer = {
            "",
            "All other keys are removed. What there is already is encrypted anew by 'backup prune', a portion each time.",
            "Programs that have the repository open have to open it again before they write."
        })
final class KeyRotateCommand extends RepositoryAction {
    @Option(
            names = "--keep-password-file",
            paramLabel = "FILE",
            order = 1,
            description = "Keep this password too, the first line of the file. May be repeated.")
    private List<Path> passwordFiles = new ArrayList<>();

    @Option(
            names = "--keep-key-file",
            paramLabel = "FILE",
            order = 2,
            description = "Keep this key file too. May be repeated.")
    private List<Path> keyFiles = new ArrayList<>();

    @Option(
            names = {"-n", "--dry-run"},
            order = 3,
            description = "Only say which keys would stay and which would go.")
    private boolean dryRun;

    @Option(names = "--force", order = 4, description = "Do not ask before keys are removed.")
    private boolean force;

    @Override
    int act(Session session, BackupRepository repository) {
        if (repository.keySlot().isEmpty()) {
            throw new FailureException("The repository is not encrypted: there is no key to rotate");
        }
        List<Encryption> further = new ArrayList<>();
        try {
            passwordFiles.forEach(file ->
                    further.add(session.credentials().existing(new Credentials.Origin("key", "", file, null, false))));
            keyFiles.forEach(file -> further.add(Encryption.keyFile(file)));
            List<Encryption> kept = new ArrayList<>(List.of(key()));
            kept.addAll(further);
            say(session.output(), rotate(session, repository, kept));
            return ExitCodes.DONE;
        } finally {
            further.forEach(Encryption::close);
        }
    }

    private KeyRotation rotate(Session session, BackupRepository repository, List<Encryption> kept) {
        if (dryRun) {
            return repository.planKeyRotation(kept);
        }
        if (!force) {
            requireConsent(session, repository.planKeyRotation(kept).removed());
        }
        return repository.rotateKeys(kept);
    }

    private static void requireConsent(Session session, List<KeySlotInfo> removed) {
        if (!removed.isEmpty()) {
            removed.forEach(slot -> session.output().note(KeyListCommand.line(slot)));
            session.confirmation().require("Remove " + Sizes.count(removed.size(), "this key", "these keys"));
        }
    }

    private void say(Output output, KeyRotation rotation) {
        if (output.isJson()) {
            output.json(json -> {
                json.writeBooleanProperty("dryRun", dryRun);
                json.writeNumberProperty("epoch", rotation.epoch());
                KeyListCommand.write(json, "kept", rotation.kept());
                KeyListCommand.write(json, "removed", rotation.removed());
                Json.strings(json, "notes", rotation.notes());
            });
            return;
        }
        rotation.notes().forEach(note -> output.problem(Text.printable(note)));
        rotation.kept().forEach(slot -> output.line("keep " + KeyListCommand.line(slot)));
        rotation.removed().forEach(slot -> output.line("remove " + KeyListCommand.line(slot)));
        output.line((dryRun ? "Would rotate" : "Rotated") + " the keys, to epoch " + rotation.epoch());
    }
}
