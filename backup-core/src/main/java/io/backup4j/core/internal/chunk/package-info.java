/**
 * Where content is cut (FORMAT 10.2).
 *
 * <p>In: the bytes of one content, buffer by buffer. Out: pieces, each a chunk or a run of zeros. Door: {@link
 * io.backup4j.core.internal.chunk.Chunker}. Next room: {@code content}, which names chunks.
 */
@NullMarked
package io.backup4j.core.internal.chunk;

import org.jspecify.annotations.NullMarked;
