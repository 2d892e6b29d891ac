package io.backup4j.cli;

import io.backup4j.core.Encryption;
import picocli.CommandLine.Command;

/** Creates a repository. */
@Command(
        name = "init",
        description = "Create a repository.",
        footer = {
            "",
            "Keep the password or key file somewhere else too: without it nobody can read the backups, you included."
        })
final class InitCommand extends Action {
    @Override
    int act(Session session) {
        RepositoryOption option = root().repository;
        Locations locations = option.locations(session.surroundings());
        locations.check();
        try (Encryption key = session.credentials().chosen(option.key());
                OpenRepository created = OpenRepository.create(locations, key, session.surroundings())) {
            say(session.output(), created, !option.noEncryption);
        }
        return ExitCodes.DONE;
    }

    private static void say(Output output, OpenRepository created, boolean encrypted) {
        String location = created.store().location();
        if (output.isJson()) {
            output.json(json -> {
                json.writeStringProperty("repository", created.repository().id());
                json.writeStringProperty("location", location);
                json.writeBooleanProperty("encrypted", encrypted);
            });
        } else {
            output.line("Created " + (encrypted ? "encrypted" : "UNENCRYPTED") + " repository "
                    + created.repository().id() + " in " + location);
        }
    }
}
