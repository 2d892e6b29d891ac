package io.backup4j.core.internal.pack;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.index.BlockLocation;
import io.backup4j.core.internal.index.ChunkList;
import io.backup4j.core.internal.index.PackDirectory;
import java.util.ArrayList;
import java.util.List;

/** The payload of a pack's directory (FORMAT 8). */
final class DirectoryFormat {
    private static final int STORED = 0;
    private static final int SHORTEST_CHUNK = ChunkId.LENGTH + 1;
    private static final int SHORTEST_BLOCK = 2;

    private DirectoryFormat() {}

    /** Returns the payload, rounded up by {@link Padme}. */
    static byte[] write(List<PackDirectory.Block> blocks) {
        ByteWriter plain = new ByteWriter(0);
        plain.varint(blocks.size());
        blocks.forEach(block -> writeBlock(block, plain));
        int padded = Math.toIntExact(Padme.pad(plain.size()));
        plain.zeros(padded - plain.size());
        return new ByteWriter(padded + 5)
                .u8(STORED)
                .u32(padded)
                .raw(plain.buffer(), 0, padded)
                .toByteArray();
    }

    /**
     * Reads a payload.
     *
     * @param what names the pack in messages
     * @throws io.backup4j.api.CorruptDataException when it is not as the format says
     */
    static List<PackDirectory.Block> read(String what, ObjectId pack, byte[] payload) {
        ByteReader reader = new ByteReader("The directory of " + what, payload);
        int codec = reader.u8();
        long plainLength = reader.u32();
        if (codec != STORED || plainLength != reader.remaining()) {
            throw reader.corrupt(
                    "codec " + codec + " and length " + plainLength + " for " + reader.remaining() + " bytes before");
        }
        List<PackDirectory.Block> blocks = readBlocks(reader, pack);
        while (reader.remaining() > 0) {
            if (reader.u8() != 0) {
                throw reader.corrupt("something else than zeros behind its end before");
            }
        }
        return blocks;
    }

    private static void writeBlock(PackDirectory.Block block, ByteWriter out) {
        ChunkList chunks = block.chunks();
        out.varint(block.location().sealedLength()).varint(chunks.size());
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            chunks.id(chunk).writeTo(out);
            out.varint(chunks.length(chunk));
        }
    }

    private static List<PackDirectory.Block> readBlocks(ByteReader reader, ObjectId pack) {
        int count = reader.count(SHORTEST_BLOCK);
        List<PackDirectory.Block> blocks = new ArrayList<>(count);
        long offset = BlockLocation.FIRST_OFFSET;
        for (int ordinal = 0; ordinal < count; ordinal++) {
            int sealedLength = reader.varint(Integer.MAX_VALUE);
            ChunkList chunks = readChunks(reader);
            BlockLocation location = new BlockLocation(pack, ordinal, offset, sealedLength, chunks.plainLength());
            blocks.add(new PackDirectory.Block(location, chunks));
            offset = location.end();
        }
        return blocks;
    }

    private static ChunkList readChunks(ByteReader reader) {
        ChunkList chunks = new ChunkList();
        int count = reader.count(SHORTEST_CHUNK);
        for (int chunk = 0; chunk < count; chunk++) {
            ChunkId id = ChunkId.read(reader);
            int length = reader.varint(BlockLocation.LARGEST_PLAIN - chunks.plainLength());
            if (length == 0) {
                throw reader.corrupt("chunk " + id + " without bytes before");
            }
            chunks.add(id, length);
        }
        return chunks;
    }
}
