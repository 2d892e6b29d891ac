/** Contracts and stand-ins for tests of stores and sources. */
@NullMarked
package io.backup4j.testkit;

import org.jspecify.annotations.NullMarked;
