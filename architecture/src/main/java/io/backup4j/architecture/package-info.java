/**
 * Tests that see all modules at once.
 *
 * <p>Takes: the compiled modules on the class path. Gives: a failing build when one knows what it must not know, or
 * when a public signature changed unseen.
 */
@NullMarked
package io.backup4j.architecture;

import org.jspecify.annotations.NullMarked;
