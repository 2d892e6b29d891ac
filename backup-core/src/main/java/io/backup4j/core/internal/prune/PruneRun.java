package io.backup4j.core.internal.prune;

import io.backup4j.api.Progress.Phase;
import io.backup4j.api.StoreException;
import io.backup4j.core.PruneReport;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.internal.crypto.CryptoWarmUp;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.CollectionRecords;
import io.backup4j.core.internal.repository.CollectionRound;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import java.util.ArrayList;
import java.util.List;

/** One prune. Used once, by one thread. */
public final class PruneRun {
    private static final int ATTEMPTS = 5;

    private final OpenRepository repository;
    private final PruneRequest request;
    private final RunControl control;
    private final List<String> notes = new ArrayList<>();
    private long rewritten;
    private long bytesStored;
    private long orphans;
    private long outdated;

    /** Prepares a prune. */
    public PruneRun(OpenRepository repository, PruneRequest request, RunControl control) {
        this.repository = repository;
        this.request = request;
        this.control = control;
    }

    /** Decides what goes, by a collection, and removes it, together with what an earlier prune has left. */
    public PruneReport call() throws Exception {
        control.enter(Phase.OPENING);
        if (repository.keys().isEncrypted()) {
            CryptoWarmUp.start();
        }
        repository.requireNewestKeys();
        for (int attempt = 1; !StillView.look(repository, this::collect); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new StoreException("Others kept getting in between while space was being reclaimed in "
                        + repository.objects().location()
                        + ". Nothing is harmed; prune again when fewer backups are going on");
            }
        }
        control.enter(Phase.COMMITTING);
        Sweep sweep = new Sweep(repository, control);
        sweep.run();
        return new PruneReport(
                sweep.points(),
                sweep.packs(),
                rewritten,
                sweep.bytes(),
                bytesStored,
                orphans,
                outdated,
                sweep.segments(),
                notes);
    }

    /** Returns whether there is nothing to be decided any more. */
    private boolean collect() {
        control.enter(Phase.PLANNING);
        PointCatalog points = new PointCatalog(repository);
        CollectionRecords records = new CollectionRecords(repository);
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            Survey survey = new Survey(
                    chunks,
                    points,
                    request,
                    control,
                    repository.options().clock().instant(),
                    repository.keys().epoch());
            orphans = survey.choice().orphans().size();
            outdated = survey.choice().outdatedBytes();
            if (!survey.isWorthCollecting() && records.look().problems().isEmpty()) {
                return true;
            }
            control.enter(Phase.TRANSFERRING);
            Repack repack = new Repack(repository, chunks, control);
            repack.run(survey.choice().rewritten());
            rewritten = repack.packs().size();
            bytesStored += repack.bytesStored();
            notes.addAll(repack.notes());
            Verdict verdict = new Verdict(survey, repack, points);
            return new CollectionRound(records, control, survey.noted()).complete(verdict::resolve);
        }
    }
}
