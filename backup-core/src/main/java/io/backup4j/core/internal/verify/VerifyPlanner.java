package io.backup4j.core.internal.verify;

import io.backup4j.core.Plan;
import io.backup4j.core.VerifyRequest;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.ledger.CheckLedger;
import io.backup4j.core.internal.ledger.Checks;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import java.util.List;
import java.util.Map;

/** Finds out what a verification would read, were all points asked for. Used once, by one thread. */
public final class VerifyPlanner {
    private final OpenRepository repository;
    private final VerifyRequest request;

    /** Prepares a plan. */
    public VerifyPlanner(OpenRepository repository, VerifyRequest request) {
        this.repository = repository;
        this.request = request;
    }

    /**
     * Plans. How long it would take, nobody knows.
     *
     * @throws io.backup4j.api.RestorePointMissingException when there is no such point as the request names
     */
    public Plan plan() {
        if (!request.points().isEmpty()) {
            PointCatalog.Listing listing = new PointCatalog(repository).list();
            request.points().forEach(listing::require);
        }
        Checks known = new CheckLedger(repository).look().checks();
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            Map<ObjectId, Long> packs = chunks.loaded().packs();
            PackChoice choice = PackChoice.of(
                    packs,
                    known,
                    request,
                    repository.options().clock().instant(),
                    repository.options().random());
            List<ObjectId> read = choice.all();
            long bytes = read.stream()
                    .mapToLong(pack -> packs.getOrDefault(pack, 0L))
                    .sum();
            String note = read.size() + " of " + packs.size() + " packs would be read";
            return new Plan(request.verb(), List.of(), 0, 0, 0, packs.size(), 0, bytes, 0, List.of(note));
        }
    }
}
