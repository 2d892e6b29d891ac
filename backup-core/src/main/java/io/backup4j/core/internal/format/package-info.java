/**
 * Bytes of stored objects: how numbers, names, frames and small documents are written and read.
 *
 * <p>In: plain values, or bytes that came from a store and are not trusted. Out: bytes, or checked values; whatever does
 * not fit becomes a {@link io.backup4j.api.CorruptDataException} that names object and place. Next room: {@code crypto},
 * which seals what is written here.
 */
@NullMarked
package io.backup4j.core.internal.format;

import org.jspecify.annotations.NullMarked;
