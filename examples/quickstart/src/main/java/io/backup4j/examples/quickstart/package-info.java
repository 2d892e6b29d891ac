/**
 * The tour: a backup from its making to its restore, told as it happens.
 *
 * <p>In: nothing. Out: a story on standard output, exit code 0 when all of it came true. Next room: the recipes, one idea
 * each.
 */
@NullMarked
package io.backup4j.examples.quickstart;

import org.jspecify.annotations.NullMarked;
