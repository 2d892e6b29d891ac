/**
 * The objects that hold chunks (FORMAT 8).
 *
 * <p>In: named chunks on the way to the store, ids on the way back. Out: finished packs with their directories for {@code
 * index}, or chunks that match their ids. Doors: {@link io.backup4j.core.internal.pack.PackWriters} with one {@link
 * io.backup4j.core.internal.pack.ChunkWriter} a worker; {@link io.backup4j.core.internal.pack.PackReaders} with one {@link
 * io.backup4j.core.internal.pack.ChunkReader} a worker, and a {@link io.backup4j.core.internal.pack.PackReader} for whole
 * packs.
 * Next room: the operations.
 *
 * <p>Walk of a chunk: {@code ChunkWriter} gathers it into a block ({@code BlockBuilder}); {@code BlockSealer} compresses the
 * block, reserves its place in an {@code OpenPack}, seals it for that place, opens it again and compares; {@code
 * PackWriters} closes full packs, whose {@code PackBody} is put by {@code PackUploads} in the background. Back: {@code ChunkReader} asks the index for the place and the {@code
 * BlockCache} for the block, which {@code BlockOpener} makes of what {@code PackObjects} reads, or what {@code BlocksAhead} has read before.
 */
@NullMarked
package io.backup4j.core.internal.pack;

import org.jspecify.annotations.NullMarked;
