/**
 * The words of backup4j as types: what a source gives, what a store keeps, what a target takes.
 *
 * <p>In: implementations of {@link io.backup4j.api.BackupSource}, {@link io.backup4j.api.RestoreTarget} and
 * {@link io.backup4j.api.BackupStore}, written by this project's modules or by an application.
 * Out: {@link io.backup4j.api.RestorePoint}, {@link io.backup4j.api.BackupEvent} and {@link
 * io.backup4j.api.BackupException}, which the engine hands to the application.
 * Next room: {@code io.backup4j.core}, which joins them.
 */
@NullMarked
package io.backup4j.api;

import org.jspecify.annotations.NullMarked;
