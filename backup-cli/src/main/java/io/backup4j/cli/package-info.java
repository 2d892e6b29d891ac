/** The program {@code backup}. */
@NullMarked
package io.backup4j.cli;

import org.jspecify.annotations.NullMarked;
