/**
 * Restore points as ordinary archives, archives as restore points, and points of one repository as sources for another.
 *
 * <p>In: a point, or an archive that nobody vouches for. Out: an archive, or a {@link io.backup4j.api.BackupSource}.
 * Next rooms: {@code restore} for reading points, {@code backup} for what becomes of sources.
 */
@NullMarked
package io.backup4j.core.internal.archive;

import org.jspecify.annotations.NullMarked;
