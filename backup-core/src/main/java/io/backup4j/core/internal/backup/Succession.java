package io.backup4j.core.internal.backup;

import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.points.PointCatalog.Sight;
import io.backup4j.core.internal.points.PointWatch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a new point has to say of those before it, and what is missing among them (FORMAT 17). Used once, by one thread. */
final class Succession {
    private final PointWatch watch;
    private final Sight earlier;
    private @Nullable CollectionLog<RestorePointId, ObjectId> seen;
    private List<String> gaps = List.of();

    Succession(PointWatch watch, Sight earlier) {
        this.watch = watch;
        this.earlier = earlier;
    }

    /** Returns the points that the new one names when the collections are as {@code log} says. */
    List<RestorePointId> after(CollectionLog<RestorePointId, ObjectId> log) {
        seen = log;
        Map<String, String> objects =
                watch.look(earlier.readable(), earlier.there(), log).objects();
        gaps = objects.entrySet().stream()
                .map(gap -> gap.getKey() + ": " + gap.getValue())
                .toList();
        return PointWatch.heads(earlier.readable(), log);
    }

    /** Remembers the new point. */
    void made(RestorePointId point) {
        if (seen != null) {
            watch.made(point, seen);
        }
    }

    /** Returns what is missing, for people. */
    List<String> gaps() {
        return gaps;
    }
}
