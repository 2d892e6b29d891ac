/**
 * Which chunks there are and where they lie (FORMAT 9).
 *
 * <p>In: index segments and directories of packs. Out: a {@link io.backup4j.core.internal.index.ChunkIndex} that says of
 * each chunk whether it must be stored and where it lies; new segments by {@link
 * io.backup4j.core.internal.index.SegmentBuilder}. Next room: {@code pack}, which writes and reads the places.
 */
@NullMarked
package io.backup4j.core.internal.index;

import org.jspecify.annotations.NullMarked;
