package io.backup4j.core;

import io.backup4j.api.RestorePoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which restore points to list, and which page of them. Immutable; starts at {@link #all()}, each method narrows it.
 */
public final class PointQuery {
    private static final PointQuery ALL = new PointQuery(List.of(), 0, Integer.MAX_VALUE);

    private final List<Predicate<RestorePoint>> filters;
    private final int offset;
    private final int limit;

    private PointQuery(List<Predicate<RestorePoint>> filters, int offset, int limit) {
        this.filters = filters;
        this.offset = offset;
        this.limit = limit;
    }

    /** Returns the query for all points on one page. */
    public static PointQuery all() {
        return ALL;
    }

    /** Returns only points with this tag. */
    public PointQuery tag(String tag) {
        return and(point -> point.details().tags().contains(tag));
    }

    /** Returns only points of this status. */
    public PointQuery status(RestorePoint.Status status) {
        return and(point -> point.status() == status);
    }

    /** Returns only points that came to be this way. */
    public PointQuery origin(RestorePoint.Origin origin) {
        return and(point -> point.origin() == origin);
    }

    /** Returns only points with a component from a source of this type or location. */
    public PointQuery source(String typeOrLocation) {
        return and(point -> point.components().stream()
                .anyMatch(c -> c.sourceType().equals(typeOrLocation)
                        || c.sourceLocation().equals(typeOrLocation)));
    }

    /** Returns only points that hold this text in name, description or creator, whatever the case. */
    public PointQuery text(String text) {
        String wanted = text.toLowerCase(java.util.Locale.ROOT);
        return and(point -> (point.details().name() + '\n' + point.details().description() + '\n' + point.createdBy())
                .toLowerCase(java.util.Locale.ROOT)
                .contains(wanted));
    }

    /** Returns only points begun at this time or later. */
    public PointQuery since(Instant earliest) {
        return and(point -> !point.startedAt().isBefore(earliest));
    }

    /** Returns only points begun before this time. */
    public PointQuery until(Instant end) {
        return and(point -> point.startedAt().isBefore(end));
    }

    /**
     * Returns one page. A point that is made or removed between two pages moves the others; {@link #until} the time of the first page keeps out
     * those that are made.
     *
     * @param newOffset points to pass over, at least 0
     * @param newLimit points on the page, at least 1
     */
    public PointQuery page(int newOffset, int newLimit) {
        if (newOffset < 0 || newLimit < 1) {
            throw new IllegalArgumentException("Page from " + newOffset + " of " + newLimit + " points");
        }
        return new PointQuery(filters, newOffset, newLimit);
    }

    /** Applies the query to points that stand newest first. */
    PointPage select(List<RestorePoint> newestFirst) {
        List<RestorePoint> matching = newestFirst.stream()
                .filter(point -> filters.stream().allMatch(f -> f.test(point)))
                .toList();
        long bytes =
                matching.stream().mapToLong(point -> point.bytes().original()).sum();
        List<RestorePoint> page = matching.stream().skip(offset).limit(limit).toList();
        return new PointPage(page, matching.size(), bytes);
    }

    private PointQuery and(Predicate<RestorePoint> filter) {
        List<Predicate<RestorePoint>> more = new ArrayList<>(filters);
        more.add(filter);
        return new PointQuery(List.copyOf(more), offset, limit);
    }
}
