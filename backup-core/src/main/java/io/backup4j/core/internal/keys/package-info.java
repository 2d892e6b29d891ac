/**
 * What opens a repository: its config and its key slots.
 *
 * <p>In: the bytes of those objects and the user's {@link io.backup4j.core.Encryption}. Out: {@link
 * io.backup4j.core.internal.keys.RepositoryKeys}, checked and unlocked. Next room: {@code crypto}, whose key tree everything
 * is derived from.
 */
@NullMarked
package io.backup4j.core.internal.keys;

import org.jspecify.annotations.NullMarked;
