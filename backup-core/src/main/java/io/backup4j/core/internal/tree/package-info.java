/**
 * Long sorted lists as trees of chunks (FORMAT 10.5).
 *
 * <p>In: items in order, each with a hash that decides where nodes end. Out: a {@link
 * io.backup4j.core.internal.tree.TreeRef} that finds them again, one by one or skipping what two trees share.
 * Next room: {@code manifest}, whose items are entries and extents.
 */
@NullMarked
package io.backup4j.core.internal.tree;

import org.jspecify.annotations.NullMarked;
