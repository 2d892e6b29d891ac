package io.backup4j.core.internal.prune;

import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.collect.Decisions;
import io.backup4j.core.internal.collect.Resolution;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.PointCatalog.Listing;
import io.backup4j.core.internal.points.StoredPoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a collection decides, from what the survey and the repacking have found and what has come since. Used once, by one thread. */
final class Verdict {
    private final Survey survey;
    private final Repack repack;
    private final PointCatalog points;

    Verdict(Survey survey, Repack repack, PointCatalog points) {
        this.survey = survey;
        this.repack = repack;
        this.points = points;
    }

    /** Decides, when others see that a collection is going on. */
    Resolution resolve(long own) {
        Listing listing = points.list();
        if (!survey.needs().hasWalkedAll(listing)) {
            survey.chunks().refresh();
        }
        survey.needs().walk(listing);
        Map<ObjectId, Instant> orphans = new HashMap<>(survey.choice().orphans());
        return new Resolution(own, known(listing), condemned(orphans), orphans);
    }

    /** A pack that the index has lost sight of since the survey is in nobody's way and stays; orphans that are needed by now are none. */
    private Set<ObjectId> condemned(Map<ObjectId, Instant> orphans) {
        Map<ObjectId, Long> neededOfRewritten = repack.neededNow();
        Set<ObjectId> condemned = new HashSet<>(survey.condemned());
        for (PackUse use : PackUse.of(survey.listed(), survey.chunks().index())) {
            ObjectId pack = use.pack();
            boolean isCopied = repack.packs().contains(pack) && !repack.isOutdated(pack, neededOfRewritten);
            if (!Decisions.condemns(true, use.isNeeded() && !isCopied)) {
                orphans.remove(pack);
            } else if (!orphans.containsKey(pack)) {
                condemned.add(pack);
            }
        }
        return condemned;
    }

    /** A point that was deleted after it had been looked at is known: its packs are not condemned. */
    private Set<RestorePointId> known(Listing listing) {
        Set<RestorePointId> known = new HashSet<>();
        listing.points().stream().map(StoredPoint::id).forEach(known::add);
        listing.deleted().stream()
                .map(deleted -> deleted.stored().id())
                .filter(survey.needs()::hasWalked)
                .forEach(known::add);
        return known;
    }
}
