package io.backup4j.core.internal.pack;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupStore;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.StoreException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.crypto.SealedHead;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.BlockLocation;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Packs as ranges of bytes. Remembers the head of each pack, which takes a read of its own where it is not near what is wanted. Safe for use by several threads. */
final class PackObjects {
    private static final Logger LOG = LoggerFactory.getLogger(PackObjects.class);

    private final BackupStore store;
    private final Map<ObjectId, SealedHead> heads = new ConcurrentHashMap<>();

    PackObjects(BackupStore store) {
        this.store = store;
    }

    static String describe(ObjectId pack) {
        return ObjectKind.PACK.describe(ObjectNames.pack(pack));
    }

    /**
     * Reads {@code length} bytes from {@code offset} of a pack to the beginning of {@code target}.
     *
     * @throws CorruptDataException when the pack is missing or shorter
     * @throws StoreException when the store fails
     */
    void read(ObjectId pack, long offset, byte[] target, int length) {
        try (InputStream in = open(pack, offset, length)) {
            int found = in.readNBytes(target, 0, length);
            if (found < length) {
                throw new CorruptDataException(describe(pack) + " is damaged: it ends at byte " + (offset + found)
                        + ", and the bytes before " + (offset + length) + " are needed");
            }
        } catch (IOException e) {
            throw failure(pack, e);
        }
    }

    /**
     * Reads a block to the beginning of {@code target}; by the same request the head of its pack, when that is near and not known yet.
     *
     * @throws CorruptDataException when the pack is missing or shorter
     * @throws StoreException when the store fails
     */
    void read(BlockLocation block, byte[] target) {
        if (!isHeadNear(block.pack(), block.offset()) || !readFromBeginning(block, target)) {
            read(block.pack(), block.offset(), target, block.sealedLength());
        }
    }

    /** Returns whether the head of a pack is unknown and so near to what is read that it is better read along. */
    private boolean isHeadNear(ObjectId pack, long offset) {
        return !heads.containsKey(pack) && offset <= BlockRange.WIDEST_GAP;
    }

    /** Returns false when it did not work: what is wrong may lie before the block. */
    private boolean readFromBeginning(BlockLocation block, byte[] target) {
        byte[] bytes = new byte[Math.toIntExact(block.end())];
        try {
            read(block.pack(), 0, bytes, bytes.length);
            learn(block.pack(), bytes);
        } catch (BackupException e) {
            LOG.debug("Could not read {} from its beginning, and the block is read alone", describe(block.pack()), e);
            return false;
        }
        System.arraycopy(bytes, (int) block.offset(), target, 0, block.sealedLength());
        return true;
    }

    /**
     * Reads blocks that lie near each other, and gives each its bytes.
     *
     * @throws CorruptDataException when the pack is missing or its header damaged
     * @throws IOException when the pack is shorter or the store fails
     */
    void read(BlockRange range) throws IOException {
        ObjectId pack = range.pack();
        boolean isFromBeginning = range.isLeader() && isHeadNear(pack, range.offset());
        if (range.isLeader() && !isFromBeginning) {
            head(pack);
        }
        long at = isFromBeginning ? 0 : range.offset();
        try (InputStream in = open(pack, at, range.end() - at)) {
            if (isFromBeginning) {
                learn(pack, exactly(SealedHead.LENGTH, in));
                at = SealedHead.LENGTH;
            }
            for (SealedBlock block : range.blocks()) {
                in.skipNBytes(block.location().offset() - at);
                block.settle(exactly(block.location().sealedLength(), in));
                at = block.location().end();
            }
        }
    }

    private static byte[] exactly(int length, InputStream in) throws IOException {
        byte[] bytes = new byte[length];
        if (in.readNBytes(bytes, 0, length) < length) {
            throw new EOFException("The pack ends where " + length + " bytes are wanted");
        }
        return bytes;
    }

    /**
     * Opens a range of a pack.
     *
     * @throws CorruptDataException when the pack is missing
     * @throws IOException when the store fails
     */
    InputStream open(ObjectId pack, long offset, long length) throws IOException {
        try {
            return store.read(ObjectNames.pack(pack), offset, length);
        } catch (ObjectMissingException e) {
            throw new CorruptDataException(describe(pack) + " is lost: " + store.location() + " does not have it", e);
        }
    }

    StoreException failure(ObjectId pack, IOException cause) {
        return new StoreException(
                "Reading pack " + ObjectNames.pack(pack) + " from " + store.location() + " failed: "
                        + cause.getMessage(),
                cause);
    }

    /**
     * Returns what a pack begins with.
     *
     * @throws CorruptDataException when the pack is missing or its header damaged
     * @throws io.backup4j.api.UnsupportedFormatException when the pack is of an older or newer format than can be read
     * @throws StoreException when the store fails
     */
    SealedHead head(ObjectId pack) {
        SealedHead known = heads.get(pack);
        if (known != null) {
            return known;
        }
        byte[] bytes = new byte[SealedHead.LENGTH];
        read(pack, 0, bytes, bytes.length);
        return learn(pack, bytes);
    }

    private SealedHead learn(ObjectId pack, byte[] beginning) {
        SealedHead head = head(pack, beginning);
        heads.put(pack, head);
        return head;
    }

    /** Takes note of what a pack begins with, where it is sound: so it need not be read again. */
    void remember(ObjectId pack, byte[] beginning) {
        try {
            learn(pack, beginning);
        } catch (CorruptDataException | UnsupportedFormatException e) {
            LOG.debug("{} begins with what whoever needs its header will complain of", describe(pack), e);
        }
    }

    /** Checks the header at the beginning of {@code bytes} and returns what stands there. */
    static SealedHead head(ObjectId pack, byte[] bytes) {
        return SealedHead.read(ObjectKind.PACK, ObjectNames.pack(pack), bytes);
    }
}
