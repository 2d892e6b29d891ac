/**
 * Putting a damaged repository in order: what can be read is kept, what is lost is named and dropped.
 *
 * <p>In: what a verification has found. Out: a repository that verifies clean, and a report of what it lacks. Next rooms: {@code verify}, which finds;
 * {@code collect}, whose protocol puts packs out of use; {@code backup}, which makes the points that replace damaged ones.
 */
@NullMarked
package io.backup4j.core.internal.repair;

import org.jspecify.annotations.NullMarked;
