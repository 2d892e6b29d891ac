/**
 * Who may remove what when nobody holds a lock (FORMAT 15): the decisions, as functions of what a store says about collections.
 *
 * <p>In: the numbers of collections, what the newest completed one knows and condemns. Out: what a writer, a reader or a collector has to do
 * next. Next rooms: {@code repository}, which reads and writes the records; {@code backup} and {@code prune}, which do what is decided.
 */
@NullMarked
package io.backup4j.core.internal.collect;

import org.jspecify.annotations.NullMarked;
