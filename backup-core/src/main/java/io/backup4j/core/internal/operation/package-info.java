/**
 * Behind the door: opens repositories and sends each operation to the room that does it.
 *
 * <p>In: what {@link io.backup4j.core.BackupRepository} is asked. Out: what it answers, and runs that can be watched.
 * Next rooms: {@code backup}, {@code restore}, {@code verify}, {@code compare}, {@code archive}, {@code points}.
 */
@NullMarked
package io.backup4j.core.internal.operation;

import org.jspecify.annotations.NullMarked;
