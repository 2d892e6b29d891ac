/**
 * Programs as a source of backups and as a target of restores.
 *
 * <p>In: a command line, given to {@link io.backup4j.core.command.CommandSource} or {@link
 * io.backup4j.core.command.CommandTarget}. Out: what the program writes becomes an entry, and an entry becomes what it
 * reads. Next room: the engine in {@code io.backup4j.core}.
 */
@NullMarked
package io.backup4j.core.command;

import org.jspecify.annotations.NullMarked;
