package io.backup4j.core.internal.crypto;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.format.BigEndian;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM over records of 64 KiB, each with a nonce made of block, record and whether it is the last. */
final class GcmSeal implements ObjectSeal {
    static final int TAG_LENGTH = 16;

    private static final int SEALED_RECORD_LENGTH = RECORD_LENGTH + TAG_LENGTH;
    private static final int NONCE_LENGTH = 12;

    private final String what;
    private final Key key;
    private final byte[] associatedData;
    private final Cipher cipher;
    private final byte[] nonce = new byte[NONCE_LENGTH];

    GcmSeal(String what, Key key, byte[] associatedData, Ciphers ciphers) {
        this.what = what;
        this.key = key;
        this.associatedData = associatedData;
        this.cipher = ciphers.aesGcm();
    }

    @Override
    public int sealedLength(int payloadLength) {
        ObjectSeal.requirePayloadLength(payloadLength);
        return payloadLength + TAG_LENGTH * records(payloadLength, RECORD_LENGTH);
    }

    @Override
    public int payloadLength(int sealedLength) {
        int length = sealedLength - TAG_LENGTH * records(sealedLength, SEALED_RECORD_LENGTH);
        if (length < SHORTEST_PAYLOAD || length > LONGEST_PAYLOAD || sealedLength(length) != sealedLength) {
            throw new CorruptDataException(what + " is damaged: no sealed block can have " + sealedLength + " bytes");
        }
        return length;
    }

    @Override
    public int seal(byte[] payload, int offset, int length, int blockOrdinal, byte[] out, int outOffset) {
        int sealedLength = sealedLength(length);
        Objects.checkFromIndexSize(outOffset, sealedLength, out.length);
        transform(Cipher.ENCRYPT_MODE, RECORD_LENGTH, payload, offset, length, blockOrdinal, out, outOffset);
        return sealedLength;
    }

    @Override
    public int open(byte[] sealed, int offset, int length, int blockOrdinal, byte[] out, int outOffset) {
        int payloadLength = payloadLength(length);
        Objects.checkFromIndexSize(outOffset, payloadLength, out.length);
        transform(Cipher.DECRYPT_MODE, SEALED_RECORD_LENGTH, sealed, offset, length, blockOrdinal, out, outOffset);
        return payloadLength;
    }

    private void transform(
            int mode,
            int recordLength,
            byte[] in,
            int offset,
            int length,
            int blockOrdinal,
            byte[] out,
            int outOffset) {
        Objects.checkFromIndexSize(offset, length, in.length);
        int end = offset + length;
        int to = outOffset;
        int from = offset;
        for (int record = 0; from < end; record++) {
            int count = Math.min(recordLength, end - from);
            setNonce(blockOrdinal, record, from + count == end);
            to += transformRecord(mode, in, from, count, out, to);
            from += count;
        }
    }

    private void setNonce(int blockOrdinal, int record, boolean last) {
        BigEndian.putInt(nonce, 0, blockOrdinal);
        BigEndian.putInt(nonce, 4, record);
        BigEndian.putInt(nonce, 8, last ? 1 : 0);
    }

    /** One init and one doFinal on heap arrays of 64 KiB: larger calls stay uncompiled for gigabytes in a new JVM. */
    private int transformRecord(int mode, byte[] in, int offset, int length, byte[] out, int outOffset) {
        try {
            cipher.init(mode, key, new GCMParameterSpec(8 * TAG_LENGTH, nonce));
            cipher.updateAAD(associatedData);
            return cipher.doFinal(in, offset, length, out, outOffset);
        } catch (AEADBadTagException e) {
            throw new CorruptDataException(
                    what + " is damaged: record " + BigEndian.getInt(nonce, 4) + " of block "
                            + Integer.toUnsignedString(BigEndian.getInt(nonce, 0))
                            + " is not what was sealed there with this repository's key",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Unexpected failure of AES-GCM on " + what, e);
        }
    }

    private static int records(int length, int recordLength) {
        return length / recordLength + (length % recordLength == 0 ? 0 : 1);
    }
}
