/**
 * Keys and seals: everything that makes stored bytes unreadable to the store and damage visible to us.
 *
 * <p>In: a master key from {@code keys}, payloads from {@code compress}. Out: sealed blocks and sealed objects, and the
 * way back. Next room: the packs and the store. All of it is the JDK's own cryptography.
 */
@NullMarked
package io.backup4j.core.internal.crypto;

import org.jspecify.annotations.NullMarked;
