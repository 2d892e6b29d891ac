/**
 * Objects that give back lost and damaged packs (FORMAT 18).
 *
 * <p>In: the packs of a repository, as bytes. Out: parity over them, and packs as they were. Next rooms: {@code repair}, which reads what parity gives
 * back; {@code verify}, which looks after it; {@code prune}, which removes what is of no use any more.
 */
@NullMarked
package io.backup4j.core.internal.parity;

import org.jspecify.annotations.NullMarked;
