package io.backup4j.sql.postgres;

import io.backup4j.api.BackupSource;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestoreTarget;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.RestoreReport;
import io.backup4j.testkit.InMemoryStore;

/** Backs up and restores through the engine, with a repository in memory. */
final class Restores implements AutoCloseable {
    private final BackupRepository repository = BackupRepository.create(new InMemoryStore(), Encryption.none());

    BackupRepository repository() {
        return repository;
    }

    BackupReport backUp(BackupSource source) throws InterruptedException {
        return repository.start(BackupRequest.of(source)).await();
    }

    RestoreReport restore(RestorePoint point, RestoreTarget target) {
        return repository.restore(point, target);
    }

    /** Copies a database through a backup. */
    RestoreReport copy(BackupSource source, RestoreTarget target) throws InterruptedException {
        return restore(backUp(source).point(), target);
    }

    @Override
    public void close() {
        repository.close();
    }
}
