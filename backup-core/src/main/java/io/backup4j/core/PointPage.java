package io.backup4j.core;

import io.backup4j.api.RestorePoint;
import java.util.List;

/**
 * One page of a list of restore points.
 *
 * @param points the points of the page, newest first, equal times by id; immutable
 * @param totalCount points on all pages
 * @param totalBytes original bytes of the points on all pages
 */
public record PointPage(List<RestorePoint> points, long totalCount, long totalBytes) {
    /** Takes a copy of the list. */
    public PointPage {
        points = List.copyOf(points);
    }
}
