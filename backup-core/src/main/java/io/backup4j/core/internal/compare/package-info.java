/**
 * What is different between two restore points.
 *
 * <p>In: two points. Out: a {@link io.backup4j.core.ChangeReport}. Equal nodes of their manifests are passed over unread.
 * Next room: {@code manifest}.
 */
@NullMarked
package io.backup4j.core.internal.compare;

import org.jspecify.annotations.NullMarked;
