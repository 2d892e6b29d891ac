/**
 * Reclaiming space: what points need, which packs go, and doing it beside everybody else.
 *
 * <p>In: restore points and the index. Out: a completed collection, and a store without what it has condemned. Next rooms: {@code collect},
 * which decides, and {@code index}, where needed chunks are marked.
 */
@NullMarked
package io.backup4j.core.internal.prune;

import org.jspecify.annotations.NullMarked;
