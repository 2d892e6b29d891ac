/** One class, one idea. */
@NullMarked
package io.backup4j.examples.recipes;

import org.jspecify.annotations.NullMarked;
