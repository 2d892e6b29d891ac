package io.backup4j.core.internal.pack;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.compress.BlockCodec;
import io.backup4j.core.internal.crypto.ObjectSeal;
import io.backup4j.core.internal.crypto.SealedHead;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.index.ChunkList;
import java.util.Arrays;

/** Compresses, seals and checks the blocks of one worker, and puts them into packs. One thread at a time. */
final class BlockSealer {
    private static final ObjectId NO_PACK = new ObjectId(0, 0);
    private static final SealedHead NO_HEAD = new SealedHead(0, NO_PACK);

    private final PackWriters packs;
    private final PackTools tools;
    private final ObjectSeal measure;
    private byte[] payload = new byte[0];
    private byte[] sealed = new byte[0];
    private byte[] opened = new byte[0];

    BlockSealer(PackWriters packs, PackTools tools) {
        this.packs = packs;
        this.tools = tools;
        // A place is reserved before it is known whose seal it takes; all seals of a repository measure alike.
        this.measure = tools.seal(NO_PACK, NO_HEAD);
    }

    /**
     * Writes a block.
     *
     * @param plain holds its chunks, one after the other, from {@code offset}
     */
    void write(byte[] plain, int offset, ChunkList chunks) {
        int plainLength = chunks.plainLength();
        payload = atLeast(BlockCodec.maxPayload(plainLength), payload);
        int payloadLength = tools.codec().compress(plain, offset, plainLength, payload, 0);
        int sealedLength = measure.sealedLength(payloadLength);
        sealed = atLeast(sealedLength, sealed);
        OpenPack.Place place = packs.reserve(sealedLength, chunks.size());
        try {
            ObjectSeal seal = tools.seal(place.pack().id(), place.pack().head());
            seal.seal(payload, 0, payloadLength, place.ordinal(), sealed, 0);
            requireOpens(seal, place, sealedLength, plain, offset, plainLength);
            place.pack().write(place.offset(), sealed, sealedLength);
        } catch (RuntimeException | Error e) {
            packs.fail(e);
            throw e;
        }
        packs.complete(place, sealedLength, chunks.copy());
    }

    /** Opens what is to be stored, by the very way on which it will be read one day. */
    private void requireOpens(
            ObjectSeal seal, OpenPack.Place place, int sealedLength, byte[] plain, int offset, int plainLength) {
        String what = place.pack().describe();
        opened = atLeast(plainLength, opened);
        try {
            int payloadLength = seal.open(sealed, 0, sealedLength, place.ordinal(), payload, 0);
            int openedLength = BlockCodec.plainLength(what, payload, 0, payloadLength);
            boolean same = openedLength == plainLength
                    && tools.codec().decompress(what, payload, 0, payloadLength, opened, 0) == plainLength
                    && Arrays.equals(opened, 0, plainLength, plain, offset, offset + plainLength);
            if (!same) {
                throw new CorruptDataException("It opens to other bytes");
            }
        } catch (CorruptDataException e) {
            throw new CorruptDataException(
                    what
                            + " was not stored: a block that had just been sealed does not open to the bytes put into it. The"
                            + " memory or the processor of this machine is probably faulty; test them before the next"
                            + " backup",
                    e);
        }
    }

    private static byte[] atLeast(int length, byte[] buffer) {
        return buffer.length >= length ? buffer : new byte[length];
    }
}
