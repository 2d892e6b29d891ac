package io.backup4j.core.internal.pack;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.crypto.ObjectSeal;
import io.backup4j.core.internal.crypto.SealedHead;
import io.backup4j.core.internal.format.BigEndian;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.index.BlockLocation;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.PackDirectory;
import java.util.List;

/** Reads directories of packs and verifies packs for one worker. Not safe for use by several threads. */
public final class PackReader {
    // Holds the directory of nearly every pack of large chunks, so that one read does.
    private static final int FIRST_READ = 64 << 10;

    private final PackObjects packs;
    private final ChunkIndex index;
    private final PackTools tools;

    PackReader(PackObjects packs, ChunkIndex index, PackTools tools) {
        this.packs = packs;
        this.index = index;
        this.tools = tools;
    }

    /**
     * Reads what a pack holds from its end. In a repository that is not encrypted nothing vouches for it; verify the pack
     * before believing it.
     *
     * @param size bytes of the pack, as listed
     * @throws CorruptDataException when the pack is lost, or its header or directory is damaged
     * @throws io.backup4j.api.UnsupportedFormatException when it is of an older or newer format than can be read
     * @throws io.backup4j.api.StoreException when the store fails
     */
    public PackDirectory directory(ObjectId pack, long size) {
        byte[] tail = tail(pack, size);
        int sealedLength = sealedLength(tail);
        int at = tail.length - PackTail.FOOTER_LENGTH - sealedLength;
        SealedHead head = packs.head(pack);
        ObjectSeal seal = tools.seal(pack, head);
        byte[] payload = new byte[seal.payloadLength(sealedLength)];
        seal.open(tail, at, sealedLength, ObjectSeal.DIRECTORY_ORDINAL, payload, 0);
        List<PackDirectory.Block> blocks = DirectoryFormat.read(PackObjects.describe(pack), pack, payload);
        PackDirectory directory = new PackDirectory(pack, head.epoch(), size, blocks);
        if (directory.layout().end() > size - PackTail.FOOTER_LENGTH - sealedLength) {
            throw corrupt(pack, "its directory lists more blocks than there are bytes");
        }
        return directory;
    }

    /**
     * Reads a whole pack and checks every byte: header, check, the seal of each block, the id of each chunk, and that the
     * directory and the index agree.
     *
     * @param size bytes of the pack, as listed
     * @return what was found; a pack that is missing is a finding too
     * @throws io.backup4j.api.StoreException when the store fails, which says nothing about the pack
     */
    public PackReport verify(ObjectId pack, long size) {
        return new PackVerification(packs, index, tools, this, pack, size).run();
    }

    /** Returns the end of the pack, which holds the sealed directory. */
    private byte[] tail(ObjectId pack, long size) {
        if (size < BlockLocation.FIRST_OFFSET + PackTail.FOOTER_LENGTH) {
            throw corrupt(pack, "it has only " + size + " bytes");
        }
        byte[] tail = lastBytes(pack, size, Math.min(size, likelyLength(pack, size)));
        long sealedLength = Integer.toUnsignedLong(sealedLength(tail));
        long wanted = sealedLength + PackTail.FOOTER_LENGTH;
        if (wanted > size - BlockLocation.FIRST_OFFSET || wanted > Integer.MAX_VALUE) {
            throw corrupt(pack, "its directory should have " + sealedLength + " of its " + size + " bytes");
        }
        return wanted <= tail.length ? tail : lastBytes(pack, size, wanted);
    }

    /** Everything behind the blocks, where the index says where these end. */
    private long likelyLength(ObjectId pack, long size) {
        return index.layout(pack)
                .map(known -> size - known.end())
                .filter(length -> length >= PackTail.FOOTER_LENGTH)
                .orElse((long) FIRST_READ);
    }

    private byte[] lastBytes(ObjectId pack, long size, long count) {
        byte[] bytes = new byte[(int) count];
        packs.read(pack, size - count, bytes, bytes.length);
        return bytes;
    }

    private static int sealedLength(byte[] tail) {
        return BigEndian.getInt(tail, tail.length - PackTail.FOOTER_LENGTH);
    }

    private static CorruptDataException corrupt(ObjectId pack, String found) {
        return new CorruptDataException(PackObjects.describe(pack) + " is damaged: " + found);
    }
}
