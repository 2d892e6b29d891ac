/** The tour. */
@NullMarked
package io.backup4j.examples.quickstart;

import org.jspecify.annotations.NullMarked;
