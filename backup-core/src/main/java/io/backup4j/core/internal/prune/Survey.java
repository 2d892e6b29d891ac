package io.backup4j.core.internal.prune;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.collect.Resolution;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.PointCatalog.DeletedPoint;
import io.backup4j.core.internal.points.PointCatalog.Listing;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.run.RunControl;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What there is, what points need of it and what is to be done, found out before a collection begins. Used once, by one thread. */
final class Survey {
    private static final Logger LOG = LoggerFactory.getLogger(Survey.class);

    private final ChunkStage chunks;
    private final PruneRequest request;
    private final RunControl control;
    private final Instant now;
    private final Needs needs;
    private final Set<ObjectId> listed;
    private final CollectionLog<RestorePointId, ObjectId> noted;
    private final Listing listing;
    private final Choice choice;

    /**
     * Looks at everything.
     *
     * @param epoch the newest
     * @throws CorruptDataException when something cannot be read that says what is needed
     */
    Survey(ChunkStage chunks, PointCatalog points, PruneRequest request, RunControl control, Instant now, int epoch) {
        this.chunks = chunks;
        this.request = request;
        this.control = control;
        this.now = now;
        this.needs = new Needs(chunks, control, this::isKept);
        this.noted = chunks.loaded().collections();
        this.listed = Set.copyOf(chunks.index().packs());
        this.listing = points.list();
        needs.walk(listing);
        List<PackUse> uses = PackUse.of(listed, chunks.index());
        this.choice = Choice.of(uses, packsOfDeleted(), orphansSeen(), request, now, epoch);
    }

    private boolean isKept(DeletedPoint deleted) {
        return Duration.between(deleted.deletedAt(), now).compareTo(request.keepDeleted()) < 0;
    }

    /** Returns the deleted points that go for good. */
    List<DeletedPoint> going() {
        return listing.deleted().stream().filter(deleted -> !isKept(deleted)).toList();
    }

    private Set<ObjectId> packsOfDeleted() {
        Set<ObjectId> packs = new HashSet<>();
        Set<ChunkId> nodes = new HashSet<>();
        PointWalk walk = new PointWalk(
                chunks, control, node -> nodes.add(node) && addPack(node, packs), chunk -> addPack(chunk, packs));
        for (DeletedPoint deleted : going()) {
            try {
                walk.walk(deleted.stored());
            } catch (CorruptDataException e) {
                LOG.debug("What is found of a deleted point that cannot be read counts as left by a run that died", e);
            }
        }
        return packs;
    }

    private boolean addPack(ChunkId chunk, Set<ObjectId> packs) {
        chunks.index().packOf(chunk).ifPresent(packs::add);
        return true;
    }

    private Map<ObjectId, Instant> orphansSeen() {
        return resolution().map(Resolution::orphans).orElse(Map.of());
    }

    private Optional<Resolution> resolution() {
        return Resolution.newest(noted);
    }

    /** Returns the packs that are condemned already. */
    Set<ObjectId> condemned() {
        return resolution().map(Resolution::condemned).orElse(Set.of());
    }

    /** Returns the number of the newest completed collection when the index was loaded. */
    long noted() {
        return noted.completedNumber();
    }

    /** Returns the packs that there were. */
    Set<ObjectId> listed() {
        return listed;
    }

    Needs needs() {
        return needs;
    }

    Choice choice() {
        return choice;
    }

    ChunkStage chunks() {
        return chunks;
    }

    /** Returns whether a collection would decide anything new. */
    boolean isWorthCollecting() {
        return !choice.unneeded().isEmpty()
                || !choice.rewritten().isEmpty()
                || !going().isEmpty()
                || !listing.invalid().isEmpty()
                || !listing.gaps().accepted().isEmpty()
                || !orphansSeen().keySet().containsAll(choice.orphans().keySet());
    }
}
