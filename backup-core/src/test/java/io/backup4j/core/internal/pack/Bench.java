package io.backup4j.core.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupStore;
import io.backup4j.core.Compression;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.crypto.Ciphers;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.SecretBytes;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.PackDirectory;
import io.backup4j.testkit.InMemoryStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** A repository's keys, a store in memory, and the chunks that a test has made. */
final class Bench implements AutoCloseable {
    /** Packs of 3 MiB, up to three of them open, each after another MiB; five fit in memory. */
    static final PackSizes SMALL_PACKS = new PackSizes(3 << 20, 64 << 10, 3, 5 * 48, 1 << 20);

    final InMemoryStore store = new InMemoryStore();
    final ChunkIndex index = new ChunkIndex();
    final Map<ChunkId, byte[]> chunks = Collections.synchronizedMap(new LinkedHashMap<>());
    final KeyTree keys;
    final PackTools tools;

    private Bench(KeyTree keys, Compression compression) {
        this.keys = keys;
        this.tools = newTools(compression);
    }

    static Bench encrypted() {
        return of(true, Compression.zstd());
    }

    static Bench of(boolean encrypted, Compression compression) {
        ObjectId repository = new ObjectId(1, 2);
        if (!encrypted) {
            return new Bench(KeyTree.unencrypted(repository), compression);
        }
        try (SecretBytes key = SecretBytes.owning(new byte[KeyTree.KEY_LENGTH])) {
            return new Bench(KeyTree.of(repository, key), compression);
        }
    }

    PackTools newTools(Compression compression) {
        return PackTools.of(keys, Ciphers.ofPlatform(), compression);
    }

    PackTools newTools() {
        return newTools(Compression.zstd());
    }

    PackWriters writers(BackupStore target) {
        return writers(target, new SecureRandom());
    }

    PackWriters writers(BackupStore target, SecureRandom random) {
        return writers(target, random, SMALL_PACKS);
    }

    PackWriters writers(BackupStore target, PackSizes sizes) {
        return writers(target, new SecureRandom(), sizes);
    }

    private PackWriters writers(BackupStore target, SecureRandom random, PackSizes sizes) {
        return new PackWriters(target, keys, Ciphers.ofPlatform(), random, sizes);
    }

    /** Makes a chunk of random bytes, half of which repeat, so that it can be compressed. */
    ChunkId chunk(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        for (int at = 0; at < length / 2; at++) {
            bytes[at] = (byte) (at & 7);
        }
        return remember(bytes);
    }

    ChunkId remember(byte[] bytes) {
        try (PackTools own = newTools(Compression.none())) {
            ChunkId id = own.id(bytes, 0, bytes.length);
            chunks.put(id, bytes);
            return id;
        }
    }

    void add(ChunkWriter writer, ChunkId id) {
        byte[] bytes = Objects.requireNonNull(chunks.get(id));
        writer.add(id, bytes, 0, bytes.length);
    }

    /** Stores one pack of blocks of chunks of these lengths, and adds it to the index. */
    PackDirectory storePack(Random random, int[]... blocks) {
        try (PackWriters packs = writers(store)) {
            ChunkWriter writer = packs.writer(tools);
            for (int[] block : blocks) {
                for (int length : block) {
                    add(writer, chunk(random, length));
                }
                writer.flush();
            }
            List<PackDirectory> stored = packs.finish();
            assertThat(stored).hasSize(1);
            index.add(stored.get(0));
            return stored.get(0);
        }
    }

    PackReaders readers() {
        return new PackReaders(store, index, 8 << 20, 0);
    }

    PackReport verify(ObjectId pack) {
        String name = ObjectNames.pack(pack);
        long size = store.names().contains(name) ? store.readAll(name).length : 1000;
        return readers().packs(tools).verify(pack, size);
    }

    void assertAllReadable() {
        ChunkReader reader = readers().chunks(tools);
        chunks.forEach((id, bytes) -> assertThat(reader.bytes(id)).isEqualTo(bytes));
    }

    void assertAllVerified(List<PackDirectory> packs) {
        for (PackDirectory pack : packs) {
            PackReport report = verify(pack.pack());
            assertThat(report.findings()).isEmpty();
            assertThat(report.bytesRead()).isEqualTo(pack.size());
        }
    }

    static List<ChunkId> ids(PackDirectory.Block block) {
        List<ChunkId> ids = new ArrayList<>();
        for (int chunk = 0; chunk < block.chunks().size(); chunk++) {
            ids.add(block.chunks().id(chunk));
        }
        return ids;
    }

    @Override
    public void close() {
        tools.close();
        keys.close();
        store.assertNothingOpen();
    }
}
