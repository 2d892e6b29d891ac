/**
 * Benchmarks, for people and not for the build.
 *
 * <p>Takes a directory tree and installed backup programs; gives a table of seconds, memory and bytes. The door is
 * {@link io.backup4j.benchmarks.CompareWithPeers}; classes whose names end in {@code Benchmark} are started by JMH.
 */
@NullMarked
package io.backup4j.benchmarks;

import org.jspecify.annotations.NullMarked;
