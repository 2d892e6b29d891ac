/**
 * Makes blocks small, and back.
 *
 * <p>In: the plain bytes of a block. Out: a payload, which says how it was made; only {@link
 * io.backup4j.core.internal.compress.BlockCodec} is for other rooms, and {@link io.backup4j.core.internal.compress.ZstdLibrary} for archives. Next room: {@code crypto}, which seals payloads.
 */
@NullMarked
package io.backup4j.core.internal.compress;

import org.jspecify.annotations.NullMarked;
