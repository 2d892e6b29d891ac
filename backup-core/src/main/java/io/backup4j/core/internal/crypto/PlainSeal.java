package io.backup4j.core.internal.crypto;

import io.backup4j.api.CorruptDataException;
import java.util.Objects;

/** The records of a repository that is not encrypted: the payload as it is. */
final class PlainSeal implements ObjectSeal {
    private final String what;

    PlainSeal(String what) {
        this.what = what;
    }

    @Override
    public int sealedLength(int payloadLength) {
        ObjectSeal.requirePayloadLength(payloadLength);
        return payloadLength;
    }

    @Override
    public int payloadLength(int sealedLength) {
        if (sealedLength < SHORTEST_PAYLOAD || sealedLength > LONGEST_PAYLOAD) {
            throw new CorruptDataException(what + " is damaged: no block can have " + sealedLength + " bytes");
        }
        return sealedLength;
    }

    @Override
    public int seal(byte[] payload, int offset, int length, int blockOrdinal, byte[] out, int outOffset) {
        Objects.checkFromIndexSize(outOffset, sealedLength(length), out.length);
        System.arraycopy(payload, offset, out, outOffset, length);
        return length;
    }

    @Override
    public int open(byte[] sealed, int offset, int length, int blockOrdinal, byte[] out, int outOffset) {
        Objects.checkFromIndexSize(outOffset, payloadLength(length), out.length);
        System.arraycopy(sealed, offset, out, outOffset, length);
        return length;
    }
}
