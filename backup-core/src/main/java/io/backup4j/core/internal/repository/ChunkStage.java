package io.backup4j.core.internal.repository;

import io.backup4j.api.ContentSink;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.StoredObject;
import io.backup4j.core.internal.content.ChunkHasher;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.ChunkLocation;
import io.backup4j.core.internal.pack.ChunkReader;
import io.backup4j.core.internal.pack.PackReader;
import io.backup4j.core.internal.pack.PackReaders;
import io.backup4j.core.internal.pack.PackTools;
import io.backup4j.core.internal.pack.WantedChunks;
import io.backup4j.core.internal.tree.NodeReader;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The chunks of a repository as one operation sees them. Safe for use by several threads, each with tools of its own. */
public final class ChunkStage implements AutoCloseable {
    /** Bytes that opened blocks may take. */
    public static final long OPENED = 32 << 20;

    // Of what is left of the ceiling: there are several who take part of it.
    private static final int SHARE_AHEAD = 4;
    private static final long MOST_AHEAD = 64 << 20;

    // Whoever reads slowly may be overtaken by one prune after the other.
    private static final int ATTEMPTS = 20;

    private final OpenRepository repository;
    private final PackReaders readers;
    private final List<PackTools> allTools = new CopyOnWriteArrayList<>();
    private final CollectionRecords collections;
    private final Set<ObjectId> unusable;
    private final long memoryAhead;
    private final NodeReader nodesAhead = nodesAhead(id -> true);
    private volatile LoadedIndex loaded;
    private final ThreadLocal<Worker> workers = ThreadLocal.withInitial(this::newWorker);

    private ChunkStage(OpenRepository repository, Set<ObjectId> unusable) {
        this.unusable = unusable;
        ChunkIndex index = new ChunkIndex();
        this.repository = repository;
        this.collections = new CollectionRecords(repository);
        this.memoryAhead = Math.min(MOST_AHEAD, (repository.options().memoryCeiling() - OPENED) / SHARE_AHEAD);
        this.readers = new PackReaders(repository.objects().store(), index, OPENED, memoryAhead);
        this.loaded = new IndexLoader(repository, collections, index, readers.packs(newTools()), unusable).load();
    }

    /** Returns how many bytes of the memory ceiling are taken here at most. */
    public long memory() {
        return OPENED + memoryAhead;
    }

    private record Worker(PackTools tools, ChunkReader chunks, PackReader packs) {}

    /** Loads the index. */
    public static ChunkStage open(OpenRepository repository) {
        return new ChunkStage(repository, Set.of());
    }

    /** Loads the index as it would be if some packs were condemned. */
    public static ChunkStage without(OpenRepository repository, Set<ObjectId> packs) {
        return new ChunkStage(repository, packs);
    }

    /** Returns the index with what was found on loading it. */
    public LoadedIndex loaded() {
        return loaded;
    }

    /** Loads the index again, into the same: chunks that were moved since are where they are now, and those that are gone are not there. */
    public synchronized LoadedIndex refresh() {
        loaded = new IndexLoader(repository, collections, loaded.chunks(), packs(), unusable).load();
        return loaded;
    }

    /** Returns the bytes of a pack as the store lists it now, also of one that is treated as condemned; 0 when it does not. */
    public long sizeOf(ObjectId pack) {
        String name = ObjectNames.pack(pack);
        return repository.objects().list(name.substring(0, name.lastIndexOf('/') + 1)).stream()
                .filter(object -> object.name().equals(name))
                .mapToLong(StoredObject::size)
                .sum();
    }

    /** Returns where chunks lie. */
    public ChunkIndex index() {
        return loaded.chunks();
    }

    /** Begins to read what will be wanted after everything that was expected before; it takes memory of its own. */
    public void expect(WantedChunks wanted) {
        readers.expect(wanted);
    }

    /** Returns the reader of nodes of manifests. */
    public NodeReader nodes() {
        return id -> read(id, reader -> reader.bytes(id));
    }

    /** Returns the reader of nodes for whoever walks whole trees: they are read before the walk comes to them, like what is {@link #expect expected}. */
    public NodeReader nodesAhead() {
        return nodesAhead;
    }

    /**
     * Returns the reader of nodes for whoever walks nearly whole trees.
     *
     * @param isEntered whether the walk reads a node that it comes to, as far as can be foreseen; called by several threads
     */
    public NodeReader nodesAhead(Predicate<ChunkId> isEntered) {
        NodeReader nodes = nodes();
        return new NodeReader() {
            @Override
            public byte[] read(ChunkId id) {
                return nodes.read(id);
            }

            @Override
            public void expect(Iterator<ChunkId> next) {
                readers.expect(() -> firstOf(next, isEntered));
            }
        };
    }

    private static @Nullable ChunkId firstOf(Iterator<ChunkId> ids, Predicate<ChunkId> isWanted) {
        while (ids.hasNext()) {
            ChunkId id = ids.next();
            if (isWanted.test(id)) {
                return id;
            }
        }
        return null;
    }

    /** Returns the hasher of the calling thread. */
    public ChunkHasher hasher() {
        return workers.get().tools().hasher();
    }

    /** Returns the reader of whole packs of the calling thread. */
    public PackReader packs() {
        return workers.get().packs();
    }

    /**
     * Hands a part of a chunk to {@code sink}, in one call, after the whole chunk has been checked against its id.
     *
     * @throws CorruptDataException when it is lost, damaged or shorter than that
     * @throws io.backup4j.api.StoreException when the store fails
     * @throws IOException when the sink fails
     */
    public void read(ChunkId id, long offset, long length, ContentSink sink) throws IOException {
        this.<Boolean, IOException>read(id, reader -> {
            reader.read(id, (buffer, from, available) -> {
                if (offset > available || length > available - offset) {
                    throw new CorruptDataException("Chunk " + id + " has " + available
                            + " bytes where a manifest wants " + length + " from byte " + offset);
                }
                sink.write(buffer, from + (int) offset, (int) length);
            });
            return true;
        });
    }

    /** What is wanted of a chunk. */
    private interface Reading<T, E extends Exception> {
        T from(ChunkReader reader) throws E;
    }

    private <T, E extends Exception> T read(ChunkId id, Reading<T, E> reading) throws E {
        for (int attempt = 1; ; attempt++) {
            Optional<ChunkLocation> before = index().find(id);
            try {
                return reading.from(workers.get().chunks());
            } catch (CorruptDataException e) {
                if (attempt == ATTEMPTS || !hasMoved(id, before)) {
                    throw e;
                }
            }
        }
    }

    /** The pack where it lay may have been repacked and removed since the index was loaded; only a collection does that. */
    private synchronized boolean hasMoved(ChunkId id, Optional<ChunkLocation> before) {
        boolean isSame = index().find(id).equals(before);
        if (isSame
                && collections.look().log().completedNumber()
                        > loaded.collections().completedNumber()) {
            refresh();
        }
        return !index().find(id).equals(before);
    }

    private Worker newWorker() {
        PackTools tools = newTools();
        return new Worker(tools, readers.chunks(tools), readers.packs(tools));
    }

    private PackTools newTools() {
        PackTools tools = PackTools.of(
                repository.keys(), repository.newCiphers(), repository.options().compression());
        allTools.add(tools);
        return tools;
    }

    /** Releases what the readers hold; nobody may be reading any more. */
    @Override
    public void close() {
        // The thread may live on and would keep what its reader has in memory; all others end with their team.
        workers.remove();
        readers.close();
        allTools.forEach(PackTools::close);
    }
}
