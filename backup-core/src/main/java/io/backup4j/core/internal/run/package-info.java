/**
 * What all operations share while they run: being cancelled, telling how far they are, and working on several threads.
 *
 * <p>In: what the operations count and report. Out: events for the listener of the application.
 * Next rooms: {@code backup}, {@code restore} and {@code verify}, which do the work.
 */
@NullMarked
package io.backup4j.core.internal.run;

import org.jspecify.annotations.NullMarked;
