package io.backup4j.core.internal.crypto;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.compress.BlockCodec;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import java.security.SecureRandom;

/**
 * Index segments, restore points and annotations: objects of one sealed block.
 *
 * <p>Not safe for use by several threads; each worker makes its own.
 */
public final class SealedObjects {
    private static final int BLOCK_ORDINAL = 0;

    private final KeyTree keys;
    private final Ciphers ciphers;
    private final BlockCodec codec;
    private final SecureRandom random;

    /**
     * Creates the door.
     *
     * @param ciphers of the thread that will use it
     * @param codec of the thread that will use it
     * @param random draws the salt of each object
     */
    public SealedObjects(KeyTree keys, Ciphers ciphers, BlockCodec codec, SecureRandom random) {
        this.keys = keys;
        this.ciphers = ciphers;
        this.codec = codec;
        this.random = random;
    }

    /**
     * Makes an object.
     *
     * @param name the object's name, to which it is bound
     * @param plain its content, at most {@link BlockCodec#LONGEST_PLAIN} bytes
     * @return all its bytes
     */
    public byte[] seal(ObjectKind kind, String name, byte[] plain) {
        return seal(kind, name, plain, keys.newHead(random));
    }

    /** Makes an object like {@link #seal(ObjectKind, String, byte[])}, in another epoch than the newest. */
    public byte[] seal(ObjectKind kind, String name, byte[] plain, int epoch) {
        return seal(kind, name, plain, new SealedHead(epoch, ObjectId.random(random)));
    }

    private byte[] seal(ObjectKind kind, String name, byte[] plain, SealedHead head) {
        byte[] payload = new byte[BlockCodec.maxPayload(plain.length)];
        int payloadLength = codec.compress(plain, 0, plain.length, payload, 0);
        ObjectSeal seal = keys.seal(kind, name, head, ciphers);
        int sealedLength = seal.sealedLength(payloadLength);
        ByteWriter object = new ByteWriter(SealedHead.LENGTH + sealedLength + ObjectFrame.CHECK_LENGTH);
        object.raw(head.toByteArray(kind));
        int blockOffset = object.skip(sealedLength);
        seal.seal(payload, 0, payloadLength, BLOCK_ORDINAL, object.buffer(), blockOffset);
        ObjectFrame.appendCheck(object);
        return object.toByteArray();
    }

    /**
     * Opens an object.
     *
     * @param name the name under which it was found
     * @param object all its bytes
     * @return its content
     * @throws CorruptDataException when it is not what was sealed for this name of this repository
     * @throws io.backup4j.api.UnsupportedFormatException when it is of an older or newer format than can be read
     */
    public byte[] open(ObjectKind kind, String name, byte[] object) {
        ObjectFrame.verify(kind, name, object);
        int sealedLength = object.length - SealedHead.LENGTH - ObjectFrame.CHECK_LENGTH;
        if (sealedLength < 0) {
            throw new CorruptDataException(
                    kind.describe(name) + " is damaged: it has only " + object.length + " bytes");
        }
        ObjectSeal seal = keys.seal(kind, name, SealedHead.read(kind, name, object), ciphers);
        byte[] payload = new byte[seal.payloadLength(sealedLength)];
        seal.open(object, SealedHead.LENGTH, sealedLength, BLOCK_ORDINAL, payload, 0);
        return decompress(kind.describe(name), payload);
    }

    private byte[] decompress(String what, byte[] payload) {
        byte[] plain = new byte[BlockCodec.plainLength(what, payload, 0, payload.length)];
        codec.decompress(what, payload, 0, payload.length, plain, 0);
        return plain;
    }
}
