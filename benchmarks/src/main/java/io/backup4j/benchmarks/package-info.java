/** Benchmarks, for people and not for the build. */
@NullMarked
package io.backup4j.benchmarks;

import org.jspecify.annotations.NullMarked;
