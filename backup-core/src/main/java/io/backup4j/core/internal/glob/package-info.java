/**
 * Patterns over paths.
 *
 * <p>In: the text of a glob, from a user. Out: a {@link io.backup4j.core.internal.glob.Glob} that says whether a path
 * matches. Next room: whoever selects entries, {@code restore} and the source of files.
 */
@NullMarked
package io.backup4j.core.internal.glob;

import org.jspecify.annotations.NullMarked;
