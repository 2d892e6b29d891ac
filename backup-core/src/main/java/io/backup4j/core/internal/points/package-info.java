/**
 * Restore points and what people say about them (FORMAT 11 and 12).
 *
 * <p>In: the manifests of a run that has stored everything else. Out: points, newest first, with their newest details.
 * Next room: {@code manifest}, for what is in a point.
 */
@NullMarked
package io.backup4j.core.internal.points;

import org.jspecify.annotations.NullMarked;
