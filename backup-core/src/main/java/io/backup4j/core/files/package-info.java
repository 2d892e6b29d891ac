/**
 * Trees of files as source and target.
 *
 * <p>In: a path, and on the way back entries with their content. Out: entries in the order of their paths, and files.
 * Next room: the engine, which knows this package only by the interfaces of {@code io.backup4j.api}.
 */
@NullMarked
package io.backup4j.core.files;

import org.jspecify.annotations.NullMarked;
