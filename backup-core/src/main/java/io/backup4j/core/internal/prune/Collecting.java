package io.backup4j.core.internal.prune;

import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.collect.Decisions;
import io.backup4j.core.internal.collect.Resolution;
import io.backup4j.core.internal.collect.Step;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.PointCatalog.Listing;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.CollectionRecords;
import io.backup4j.core.internal.run.RunControl;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of a collection that others must not miss, from {@code closing} to {@code resolved} (FORMAT 15, 2 to 4). Used once, by one thread. */
final class Collecting {
    private static final int TRIES = 20;

    private final Survey survey;
    private final Repack repack;
    private final PointCatalog points;
    private final CollectionRecords records;
    private final RunControl control;

    Collecting(Survey survey, Repack repack, PointCatalog points, CollectionRecords records, RunControl control) {
        this.survey = survey;
        this.repack = repack;
        this.points = points;
        this.records = records;
        this.control = control;
    }

    /** Completes a collection; false when another one was completed since the survey, or writers have aborted it again and again. */
    boolean complete() {
        for (int count = 0; count < TRIES; count++) {
            control.checkCancelled();
            CollectionLog<RestorePointId, ObjectId> log = records.look().log();
            if (log.completedNumber() != survey.noted()) {
                return false;
            }
            long own = Decisions.nextNumber(log);
            if (records.begin(own) && mayList(own) && records.complete(resolve(own))) {
                return true;
            }
        }
        return false;
    }

    private boolean mayList(long own) {
        while (true) {
            CollectionLog<RestorePointId, ObjectId> log = records.look().log();
            Step step = Decisions.beforeListing(own, survey.noted(), log);
            if (step != Step.ABORT_OTHERS) {
                if (step == Step.BEGIN_ANEW) {
                    records.abort(List.of(own));
                }
                return step == Step.PROCEED;
            }
            records.abort(Decisions.inTheWayOfCollection(own, log));
        }
    }

    private Resolution resolve(long own) {
        Listing listing = points.list();
        if (!survey.hasWalkedAll(listing.points())) {
            survey.chunks().refresh();
        }
        survey.walk(listing);
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
            boolean isNeeded = use.isNeeded() && !isCopied;
            if (isNeeded) {
                orphans.remove(pack);
            } else if (!orphans.containsKey(pack) && Decisions.condemns(true, isNeeded)) {
                condemned.add(pack);
            }
        }
        return condemned;
    }

    /** A point that was deleted after it had been looked at is known: its packs are not condemned. */
    private Set<RestorePointId> known(Listing listing) {
        Set<RestorePointId> known = new HashSet<>();
        listing.points().stream().map(Collecting::id).forEach(known::add);
        listing.deleted().stream()
                .map(deleted -> id(deleted.stored()))
                .filter(survey::hasWalked)
                .forEach(known::add);
        return known;
    }

    private static RestorePointId id(StoredPoint stored) {
        return stored.point().id();
    }
}
