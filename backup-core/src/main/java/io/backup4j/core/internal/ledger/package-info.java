/**
 * What was verified when, and what was found (FORMAT 16).
 *
 * <p>In: what a verification has found out. Out: what is known of packs and restore points. Next rooms: {@code verify}, which adds to it;
 * {@code prune}, which folds it; {@code operation}, which tells retention policies and people.
 */
@NullMarked
package io.backup4j.core.internal.ledger;

import org.jspecify.annotations.NullMarked;
