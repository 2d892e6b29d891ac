/**
 * Real servers of databases and of buckets for tests of other modules.
 *
 * <p>In: a version, or nothing. Out: a server that runs until the process ends. Next room: none; this is no part of the library and is
 * never published.
 */
@NullMarked
package io.backup4j.testservers;

import org.jspecify.annotations.NullMarked;
