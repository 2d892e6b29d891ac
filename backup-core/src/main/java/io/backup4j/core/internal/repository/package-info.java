/**
 * A repository that is open: its objects in the store, its keys, where its chunks are.
 *
 * <p>In: a store and the keys. Out: whole small objects, a loaded index, chunks by their id.
 * Next rooms: {@code points}, and the operations above it.
 */
@NullMarked
package io.backup4j.core.internal.repository;

import org.jspecify.annotations.NullMarked;
