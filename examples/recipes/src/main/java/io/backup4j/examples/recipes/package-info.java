/**
 * One class, one idea. Each has a {@code main} that needs no arguments and leaves nothing behind; but for those that need a bucket or a
 * PostgreSQL server, and say so and what they leave there.
 *
 * <p>Passwords stand in the code so that a recipe can be run as it is. Yours comes from where your application keeps its secrets, best as a
 * {@code char[]} that is overwritten.
 *
 * <p>In: the idea, in the method {@code run}. Out: what it prints. Next room: {@link io.backup4j.core.BackupRepository},
 * which does the work.
 */
@NullMarked
package io.backup4j.examples.recipes;

import org.jspecify.annotations.NullMarked;
