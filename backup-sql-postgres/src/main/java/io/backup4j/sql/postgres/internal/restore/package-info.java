/**
 * The way back: entries become a database, or a part of one.
 *
 * <p>In: entries, in stages that follow the order of {@code Layout}, those of a stage in any order and several at once. Out: a database that is either as it should be or as it was. The walk: {@code
 * RestoreFlow} takes the entries and knows which one means what; {@code Destination} decides where they go and what becomes
 * of what is there; {@code Preflight} looks at what the target lacks; {@code ScriptRunner} executes statements and {@code Loader} moves rows, both over the connections of a {@code
 * Crew}: one with one transaction, or several that build a database nobody sees yet. Next room: {@code layout}.
 */
@NullMarked
package io.backup4j.sql.postgres.internal.restore;

import org.jspecify.annotations.NullMarked;
