package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.KeySlotInfo;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A key that shall open the repository from now on. */
final class NewKeyOption {
    @Option(
            names = "--new-password-file",
            paramLabel = "FILE",
            order = 1,
            description =
                    "Its first line is the new password. Variables: BACKUP_NEW_PASSWORD_FILE, BACKUP_NEW_PASSWORD.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--new-key-file",
            paramLabel = "FILE",
            order = 2,
            description = "The new key file. Variable: BACKUP_NEW_KEY_FILE.")
    private @Nullable Path keyFile;

    @Option(names = "--label", paramLabel = "TEXT", order = 3, description = "Whose or which key it is, to know it by.")
    private String label = "";

    /** Returns where the key may come from. */
    Credentials.Origin key() {
        return new Credentials.Origin("new key", "BACKUP_NEW_", passwordFile, keyFile, false);
    }

    /** Adds the key to {@code repository}. */
    KeySlotInfo addTo(BackupRepository repository, Session session) {
        try (Encryption key = session.credentials().chosen(key())) {
            return repository.addKey(key, label);
        }
    }
}
