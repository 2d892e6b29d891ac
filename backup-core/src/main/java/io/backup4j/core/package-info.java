/** The door of the engine. */
@NullMarked
package io.backup4j.core;

import org.jspecify.annotations.NullMarked;
