/**
 * Content as chunks: how it is cut, named and put together again.
 *
 * <p>In: the bytes of entries. Out: chunks and what refers to them. Next room: the packs, which hold chunks in blocks.
 */
@NullMarked
package io.backup4j.core.internal.content;

import org.jspecify.annotations.NullMarked;
