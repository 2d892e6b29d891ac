package io.backup4j.core.internal.pack;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.compress.BlockCodec;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.crypto.ObjectSeal;
import io.backup4j.core.internal.crypto.SealedHead;
import io.backup4j.core.internal.index.BlockLocation;

/** Makes plain bytes of sealed blocks, and checks chunks in them. One thread at a time. */
final class BlockOpener {
    private final PackTools tools;
    private byte[] payload = new byte[0];

    BlockOpener(PackTools tools) {
        this.tools = tools;
    }

    /**
     * Opens a block.
     *
     * @param sealed holds it at its beginning
     * @param plain has room for its plain length; worthless after an exception
     * @throws CorruptDataException when it is not what was sealed there, or has another plain length
     */
    void open(BlockLocation block, SealedHead head, byte[] sealed, byte[] plain) {
        String what = describe(block);
        ObjectSeal seal = tools.seal(block.pack(), head);
        payload = atLeast(seal.payloadLength(block.sealedLength()), payload);
        int payloadLength = seal.open(sealed, 0, block.sealedLength(), block.ordinal(), payload, 0);
        int plainLength = BlockCodec.plainLength(what, payload, 0, payloadLength);
        if (plainLength != block.plainLength()) {
            throw new CorruptDataException(
                    what + " is damaged: it has " + plainLength + " plain bytes instead of " + block.plainLength());
        }
        tools.codec().decompress(what, payload, 0, payloadLength, plain, 0);
    }

    /**
     * Checks a chunk in an opened block.
     *
     * @throws CorruptDataException when there are other bytes than those that the id names
     */
    void requireChunk(BlockLocation block, ChunkId id, byte[] plain, int offset, int length) {
        boolean inside = offset >= 0 && length >= 1 && offset <= block.plainLength() - length;
        if (!inside || !tools.id(plain, offset, length).equals(id)) {
            throw new CorruptDataException(
                    describe(block) + " is damaged: its " + length + " bytes from " + offset + " are not chunk " + id);
        }
    }

    static byte[] atLeast(int length, byte[] buffer) {
        return buffer.length >= length ? buffer : new byte[length];
    }

    static String describe(BlockLocation block) {
        return PackObjects.describe(block.pack()) + ", block " + block.ordinal();
    }
}
