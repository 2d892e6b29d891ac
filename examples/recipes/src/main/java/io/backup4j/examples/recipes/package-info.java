/**
 * One class, one idea. Each has a {@code main} that needs no arguments and leaves nothing behind.
 *
 * <p>In: the idea, in the method {@code run}. Out: what it prints. Next room: {@link io.backup4j.core.BackupRepository},
 * which does the work.
 */
@NullMarked
package io.backup4j.examples.recipes;

import org.jspecify.annotations.NullMarked;
