/**
 * What must hold of the engine over every store and over pairs of stores, as tests: whatever moment a process ends at ({@code CrashSuite}) and
 * whatever is lost or damaged ({@code DamageSuite}), for one store and for a primary with a replica.
 *
 * <p>Extend a suite, say how the store is opened, and run it. The build tries what differs; the profile {@code campaign} tries everything.
 *
 * <p>In: a store, or two. Out: failures that say which moment or which damage did harm. Next room: {@code io.backup4j.core}; this is no part of
 * the library and is never published.
 */
@NullMarked
package io.backup4j.testsuites;

import org.jspecify.annotations.NullMarked;
