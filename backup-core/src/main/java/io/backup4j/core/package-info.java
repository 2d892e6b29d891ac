/**
 * The engine's door: create or open a repository in a store, then back up, list, compare, restore and verify.
 *
 * <p>In: a {@link io.backup4j.api.BackupStore}, an {@link io.backup4j.core.Encryption} and {@link
 * io.backup4j.core.Operation}s. Out: restore points, reports and plans.
 * Next room: {@code io.backup4j.core.internal.operation}, one class for each operation.
 */
@NullMarked
package io.backup4j.core;

import org.jspecify.annotations.NullMarked;
