/**
 * The store in a directory.
 *
 * <p>In: a {@link java.nio.file.Path} and whole objects. Out: files that are there in full or not at all. Next room: none,
 * this is the disk.
 */
@NullMarked
package io.backup4j.store.local;

import org.jspecify.annotations.NullMarked;
