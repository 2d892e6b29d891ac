package io.backup4j.core.internal.backup;

import io.backup4j.api.StoreException;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.internal.crypto.CryptoWarmUp;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import java.util.Optional;

/** One backup. Used once, by one thread, which is joined by the workers. */
public final class BackupRun {
    private static final int ATTEMPTS = 5;

    private final OpenRepository repository;
    private final BackupRequest request;
    private final RunControl control;

    /** Prepares a backup. */
    public BackupRun(OpenRepository repository, BackupRequest request, RunControl control) {
        this.repository = repository;
        this.request = request;
        this.control = control;
    }

    /**
     * Backs up; goes through the sources again when a collection has taken what the new point needs, which reads and stores only that.
     *
     * @throws Exception what failed; nothing then points at what has been stored
     */
    public BackupReport call() throws Exception {
        if (repository.keys().isEncrypted()) {
            CryptoWarmUp.start();
        }
        repository.requireNewestKeys();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<BackupReport> report = new BackupAttempt(repository, request, control).call();
            if (report.isPresent()) {
                return report.get();
            }
            control.beginAnew();
        }
        throw new StoreException("Others reclaimed space in "
                + repository.objects().location() + " " + ATTEMPTS
                + " times while this backup was going on, and what it needs went each time. No restore point was made; run the backup"
                + " again, and prune less often or with a longer grace for orphans");
    }
}
