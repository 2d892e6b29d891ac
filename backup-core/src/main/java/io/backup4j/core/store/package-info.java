/**
 * What goes around any store: trying again, counting, slowing down, forbidding, and keeping several copies; and a test of what a
 * store really promises.
 *
 * <p>In: {@link io.backup4j.api.BackupStore}s. Out: one that does more. They can be put around each other.
 * Next room: {@code io.backup4j.api}, whose promises they keep.
 */
@NullMarked
package io.backup4j.core.store;

import org.jspecify.annotations.NullMarked;
