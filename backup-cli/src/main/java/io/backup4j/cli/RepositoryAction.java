package io.backup4j.cli;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.Compression;
import io.backup4j.core.Encryption;
import java.io.IOException;

/** What the commands share that work with a repository that exists. */
abstract class RepositoryAction extends Action {
    /** Does the command and returns an exit code. */
    abstract int act(Session session, BackupRepository repository) throws IOException;

    @Override
    final int act(Session session) throws IOException {
        RepositoryOption option = root().repository;
        String url = option.url(session.surroundings());
        StoreUrls.check(url);
        prepare(session);
        try (Encryption key = session.credentials().existing(option.key());
                OpenRepository opened =
                        OpenRepository.open(url, option.appendOnly, key, compression(), session.surroundings())) {
            return act(session, opened.repository());
        }
    }

    /** Looks at the arguments, before anybody is asked for a password. */
    void prepare(Session session) {}

    /** Returns how new blocks are compressed. */
    Compression compression() {
        return Compression.zstd();
    }
}
