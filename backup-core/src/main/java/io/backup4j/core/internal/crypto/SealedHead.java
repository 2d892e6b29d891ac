package io.backup4j.core.internal.crypto;

import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;

/**
 * What every sealed object begins with: all that is needed besides its name to know its key.
 *
 * @param epoch whose keys seal it, 0 to {@link ObjectFrame#LARGEST_EPOCH}
 * @param salt drawn anew for each object
 */
public record SealedHead(int epoch, ObjectId salt) {
    /** Bytes that it takes, the header of the object included. */
    public static final int LENGTH = ObjectFrame.HEADER_LENGTH + ObjectId.LENGTH;

    /**
     * Checks the header at the beginning of {@code object} and reads what stands there.
     *
     * @throws io.backup4j.api.CorruptDataException when it is not the header of this kind
     * @throws io.backup4j.api.UnsupportedFormatException when the object is of an older or newer format than can be read
     */
    public static SealedHead read(ObjectKind kind, String name, byte[] object) {
        ObjectFrame.checkHeader(kind, name, object);
        return new SealedHead(ObjectFrame.epoch(object), ObjectId.of(object, ObjectFrame.HEADER_LENGTH));
    }

    // What the compiler makes for records goes through method handles, which cost a new process dearly.
    @Override
    public boolean equals(Object other) {
        return other instanceof SealedHead that && epoch == that.epoch && salt.equals(that.salt);
    }

    @Override
    public int hashCode() {
        return salt.hashCode();
    }

    /** Returns the bytes at the beginning of an object of this kind. */
    public byte[] toByteArray(ObjectKind kind) {
        ByteWriter head = new ByteWriter(LENGTH).raw(ObjectFrame.header(kind, epoch));
        salt.writeTo(head);
        return head.toByteArray();
    }
}
