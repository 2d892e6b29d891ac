package io.backup4j.core.internal.pack;

import io.backup4j.api.BackupStore;
import io.backup4j.api.CancelledException;
import io.backup4j.api.StoreException;
import io.backup4j.core.internal.crypto.Ciphers;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.ObjectSeal;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.index.BlockLocation;
import io.backup4j.core.internal.index.ChunkList;
import io.backup4j.core.internal.index.PackDirectory;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores the new chunks of a run. Every worker fills blocks through its own {@link ChunkWriter}; each block goes to one of
 * several open packs, drawn at random so that the sizes of packs tell nothing about chunks; full packs are stored in the
 * background. When the memory is used up, writers wait for uploads.
 *
 * <p>Safe for use by several threads. All methods, and those of the writers, throw
 *
 * <ul>
 *   <li>{@link StoreException} once a pack could not be stored, with the store's error as cause;
 *   <li>{@link io.backup4j.api.CorruptDataException} when a block does not open to what was put into it;
 *   <li>{@link CancelledException} after {@link #abort}, after another worker has failed, and when the thread is interrupted
 *       while it waits.
 * </ul>
 *
 * But for the last, nothing more can be stored then. The packs stored before are good, and wait for the next run.
 */
public final class PackWriters implements AutoCloseable {
    private static final long CLOSE_SECONDS = 10;

    private final KeyTree keys;
    private final Ciphers ciphers;
    private final SecureRandom random;
    private final PackSizes sizes;
    private final SlabPool pool;
    private final PackUploads uploads;
    private final @Nullable OpenPack[] open;
    private final List<PackDirectory> stored = new ArrayList<>();
    private int uploading;
    private long reserved;
    private volatile @Nullable Supplier<RuntimeException> stop;

    /**
     * Begins a run that stores chunks.
     *
     * @param store stays the caller's
     * @param keys stay the caller's
     * @param ciphers for this object alone
     * @param random draws names, salts, padding, and the pack of each block
     * @param memory bytes that packs may take on their way to the store; at least 32 MiB are, more than 96 MiB help only
     *     where the store is slow
     */
    public PackWriters(BackupStore store, KeyTree keys, Ciphers ciphers, SecureRandom random, long memory) {
        this(store, keys, ciphers, random, PackSizes.forMemory(memory));
    }

    PackWriters(BackupStore store, KeyTree keys, Ciphers ciphers, SecureRandom random, PackSizes sizes) {
        this.keys = keys;
        this.ciphers = ciphers;
        this.random = random;
        this.sizes = sizes;
        this.pool = new SlabPool(sizes.slab(), sizes.slabs());
        this.uploads = new PackUploads(store);
        this.open = new OpenPack[sizes.openPacks()];
    }

    /**
     * Makes the writer of one worker.
     *
     * @param tools of the worker; stay the caller's
     */
    public ChunkWriter writer(PackTools tools) {
        return new ChunkWriter(new BlockSealer(this, tools));
    }

    /**
     * Stores what is left and waits until every pack is durable. To be called once, after every writer's {@link
     * ChunkWriter#flush}.
     *
     * @return the packs of this run that {@link #takeStored} has not returned, none when there was no chunk
     */
    public synchronized List<PackDirectory> finish() {
        throwIfStopped();
        for (int number = 0; number < open.length; number++) {
            OpenPack pack = open[number];
            if (pack != null) {
                if (pack.isUnfinished()) {
                    throw new IllegalStateException("A worker is still writing to " + pack.describe());
                }
                close(number, pack, true);
            }
        }
        List<PackDirectory> all = await(() -> uploading == 0 ? Optional.of(List.copyOf(stored)) : Optional.empty());
        uploads.stop();
        return all;
    }

    /** Returns packs that are durable, each once, so that what they hold need not be kept in memory until the end. */
    public synchronized List<PackDirectory> takeStored() {
        throwIfStopped();
        List<PackDirectory> taken = List.copyOf(stored);
        stored.clear();
        return taken;
    }

    /** Stops storing: no further upload begins, and those under way are interrupted. Does not wait for them. */
    public void abort() {
        stop(() -> new CancelledException("The run was cancelled. No further pack is stored"));
    }

    /**
     * Stops storing unless {@link #finish} has returned, and waits some seconds for uploads under way to end. One that does
     * not answer to being interrupted may still leave a pack behind, which does no harm.
     */
    @Override
    public void close() {
        abort();
        try {
            uploads.awaitEnd(CLOSE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reserves a place for a block, waiting for memory where necessary. */
    synchronized OpenPack.Place reserve(int sealedLength, int chunks) {
        if (sealedLength > sizes.pack() - BlockLocation.FIRST_OFFSET) {
            throw new IllegalArgumentException("A block of " + sealedLength + " bytes does not fit in any pack");
        }
        return await(() -> tryReserve(sealedLength, chunks));
    }

    /** Takes note that a reserved place has been filled. */
    synchronized void complete(OpenPack.Place place, int sealedLength, ChunkList chunks) {
        throwIfStopped();
        place.pack().complete(place, sealedLength, chunks);
        uploadIfReady(place.pack());
    }

    /** Ends the run because a worker has failed, which throws {@code cause} itself. */
    void fail(Throwable cause) {
        stop(() -> new CancelledException("Another worker of this run has failed. No further pack is stored", cause));
    }

    /** Returns a place; nothing when there is no memory for it now. */
    private Optional<OpenPack.Place> tryReserve(int sealedLength, int chunks) {
        int number = draw();
        OpenPack pack = open[number];
        if (pack != null && !pack.hasRoomFor(sealedLength, chunks)) {
            close(number, pack, false);
            pack = null;
        }
        int slabs = pack == null
                ? sizes.slabsFor(BlockLocation.FIRST_OFFSET + sealedLength)
                : pack.slabsNeeded(sealedLength);
        if (slabs > pool.available()) {
            return Optional.empty();
        }
        if (pack == null) {
            pack = begin(number);
        }
        reserved += sealedLength;
        return Optional.of(pack.reserve(sealedLength, chunks, pool));
    }

    private int draw() {
        int choices = (int) Math.min(open.length, 1 + reserved / sizes.spread());
        return choices == 1 ? 0 : random.nextInt(choices);
    }

    private OpenPack begin(int number) {
        OpenPack pack = new OpenPack(ObjectId.random(random), keys.newHead(random), sizes, pool);
        open[number] = pack;
        return pack;
    }

    private void close(int number, OpenPack pack, boolean padded) {
        open[number] = null;
        pack.close(padded);
        uploadIfReady(pack);
    }

    private void uploadIfReady(OpenPack pack) {
        if (!pack.isReady()) {
            return;
        }
        ObjectSeal seal = keys.seal(ObjectKind.PACK, pack.name(), pack.head(), ciphers);
        byte[] tail = PackTail.of(pack, seal, random);
        PackBody body = new PackBody(pack.slabs(), pack.size(), tail, () -> stop != null);
        PackDirectory directory = new PackDirectory(pack.id(), pack.head().epoch(), body.length(), pack.blocks());
        uploading++;
        uploads.start(pack.name(), body, new Outcome(body, directory));
    }

    private synchronized void stored(PackBody body, PackDirectory directory) {
        stored.add(directory);
        for (byte[] slab : body.slabs()) {
            pool.giveBack(slab);
        }
        uploading--;
        notifyAll();
    }

    private void stop(Supplier<RuntimeException> reason) {
        synchronized (this) {
            if (stop == null) {
                stop = reason;
            }
            notifyAll();
        }
        uploads.stop();
    }

    private void throwIfStopped() {
        Supplier<RuntimeException> reason = stop;
        if (reason != null) {
            throw reason.get();
        }
    }

    /** Tries again after every change until there is a result. The caller holds the lock. */
    private <T> T await(Supplier<Optional<T>> attempt) {
        try {
            throwIfStopped();
            Optional<T> result = attempt.get();
            while (result.isEmpty()) {
                wait();
                throwIfStopped();
                result = attempt.get();
            }
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Interrupted while waiting for packs to be stored", e);
        }
    }

    private final class Outcome implements PackUploads.Outcome {
        private final PackBody body;
        private final PackDirectory directory;

        Outcome(PackBody body, PackDirectory directory) {
            this.body = body;
            this.directory = directory;
        }

        @Override
        public void stored() {
            PackWriters.this.stored(body, directory);
        }

        @Override
        public void failed(String message, Throwable cause) {
            stop(() -> new StoreException(message, cause));
        }
    }
}
