/**
 * The walk back: from a restore point to the entries at a target.
 *
 * <p>In: a point and what is wanted of it. Out: entries with checked content, in the order that reads each block once.
 * The walk: {@code PointReader} gives the selected entries; {@code RestoreFeed} puts them in the order of their blocks, and {@code LaneOrder} has these
 * read ahead; the workers of
 * {@code RestoreRun} hand them to the target, reading through {@code StoredContent}.
 * Next room: {@code pack}, where blocks are read, opened and checked.
 */
@NullMarked
package io.backup4j.core.internal.restore;

import org.jspecify.annotations.NullMarked;
