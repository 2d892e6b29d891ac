/**
 * The walk of a backup: from the entries of a source to a durable restore point.
 *
 * <p>In: a {@link io.backup4j.core.BackupRequest}. Out: packs, index segments, a restore point, a report.
 * The walk: {@code BackupRun} opens the sources; an {@code EntryFeed} hands out units of work; each {@code BackupWorker} carries
 * a unit through cut, hash, index, block, seal, pack; the {@code ManifestAssembler} puts the results back in order.
 * Next room: {@code pack}, where chunks become objects.
 */
@NullMarked
package io.backup4j.core.internal.backup;

import org.jspecify.annotations.NullMarked;
