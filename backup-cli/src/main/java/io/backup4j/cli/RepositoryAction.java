package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.Compression;
import io.backup4j.core.Encryption;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the commands share that work with a repository that exists. */
abstract class RepositoryAction extends Action {
    private @Nullable Encryption key;

    /** Does the command and returns an exit code. */
    abstract int act(Session session, BackupRepository repository) throws IOException;

    @Override
    final int act(Session session) throws IOException {
        RepositoryOption option = root().repository;
        Locations locations = option.locations(session.surroundings());
        locations.check();
        prepare(session);
        try (Encryption opener = session.credentials().existing(option.key());
                OpenRepository opened = OpenRepository.open(locations, opener, compression(), session.surroundings())) {
            key = opener;
            return act(session, opened.repository());
        }
    }

    /** Returns what has opened the repository, while the command is being done. */
    final Encryption key() {
        return Objects.requireNonNull(key, "the repository is not open");
    }

    /** Looks at the arguments, before anybody is asked for a password. */
    void prepare(Session session) {}

    /** Returns how new blocks are compressed. */
    Compression compression() {
        return Compression.zstd();
    }
}
