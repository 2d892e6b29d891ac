package io.backup4j.core.internal.compress;

import java.io.IOException;

/** No compression. */
final class StoredCodec implements Codec {
    @Override
    public int compress(byte[] plain, int offset, int length, byte[] out, int outOffset, int room) {
        if (length > room) {
            return TOO_LARGE;
        }
        System.arraycopy(plain, offset, out, outOffset, length);
        return length;
    }

    @Override
    public void decompress(byte[] packed, int offset, int length, byte[] out, int outOffset, int plainLength)
            throws IOException {
        Codec.requireLength(length, plainLength);
        System.arraycopy(packed, offset, out, outOffset, length);
    }
}
