package io.backup4j.core.internal.repair;

import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoreException;
import io.backup4j.core.internal.collect.Resolution;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.CollectionRecords;
import io.backup4j.core.internal.repository.CollectionRound;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Condemns damaged packs by a collection (FORMAT 15), after what can be read of them is stored elsewhere: whoever has reused a chunk of them is told, as
 * with any collection, and stores it again. Used once, by one thread.
 */
final class OutOfUse {
    private static final int ATTEMPTS = 5;

    private final OpenRepository repository;
    private final RunControl control;
    private final CollectionRecords records;
    private final Set<ObjectId> damaged;
    private final Set<ObjectId> rebuilt = new HashSet<>();
    private long kept;

    OutOfUse(OpenRepository repository, RunControl control, Set<ObjectId> damaged) {
        this.repository = repository;
        this.control = control;
        this.records = new CollectionRecords(repository);
        this.damaged = damaged;
    }

    /** Returns what could be kept. */
    Salvage.Kept run() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (tryOnce()) {
                return new Salvage.Kept(kept, rebuilt);
            }
        }
        throw new StoreException("Others kept getting in between while damaged packs were being put out of use in "
                + repository.objects().location()
                + ". Nothing is harmed; repair again when fewer backups are going on");
    }

    private boolean tryOnce() {
        try (ChunkStage rest = ChunkStage.without(repository, damaged)) {
            Salvage.Kept now = Salvage.run(repository, control, rest, damaged);
            kept += now.chunks();
            rebuilt.addAll(now.rebuilt());
            long noted = rest.loaded().collections().completedNumber();
            return new CollectionRound(records, control, noted).complete(this::resolve);
        }
    }

    /** Nothing else is condemned, and every point stays known, also one that cannot be read: a copy of it may be put back. */
    private Resolution resolve(long own) {
        Optional<Resolution> before = Resolution.newest(records.look().log());
        Set<ObjectId> condemned =
                new HashSet<>(before.map(Resolution::condemned).orElse(Set.of()));
        condemned.addAll(damaged);
        Map<ObjectId, Instant> orphans =
                new HashMap<>(before.map(Resolution::orphans).orElse(Map.of()));
        orphans.keySet().removeAll(damaged);
        return new Resolution(own, known(), condemned, orphans);
    }

    private Set<RestorePointId> known() {
        PointCatalog.Listing listing = new PointCatalog(repository).list();
        Set<RestorePointId> known = new HashSet<>();
        listing.points().forEach(stored -> known.add(stored.id()));
        listing.deleted().forEach(deleted -> known.add(deleted.stored().id()));
        listing.problems().keySet().forEach(name -> ObjectNames.pointId(name).ifPresent(known::add));
        return known;
    }
}
