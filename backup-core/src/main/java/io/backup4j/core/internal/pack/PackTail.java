package io.backup4j.core.internal.pack;

import io.backup4j.core.internal.crypto.ObjectSeal;
import io.backup4j.core.internal.format.BigEndian;
import io.backup4j.core.internal.format.ObjectFrame;
import java.security.SecureRandom;

/** What stands behind the blocks of a pack: padding, sealed directory, its length, check. */
final class PackTail {
    /** Bytes at the end of every pack: the length of the sealed directory, and the check. */
    static final int FOOTER_LENGTH = Integer.BYTES + ObjectFrame.CHECK_LENGTH;

    private PackTail() {}

    /** Makes the tail of a pack that is ready, but for the check, which is left 0. */
    static byte[] of(OpenPack pack, ObjectSeal seal, SecureRandom random) {
        byte[] directory = DirectoryFormat.write(pack.blocks());
        int sealedLength = seal.sealedLength(directory.length);
        byte[] padding = new byte[pack.isPadded() ? padding(pack.size() + sealedLength + FOOTER_LENGTH) : 0];
        random.nextBytes(padding);
        byte[] tail = new byte[padding.length + sealedLength + FOOTER_LENGTH];
        System.arraycopy(padding, 0, tail, 0, padding.length);
        seal.seal(directory, 0, directory.length, ObjectSeal.DIRECTORY_ORDINAL, tail, padding.length);
        BigEndian.putInt(tail, padding.length + sealedLength, sealedLength);
        return tail;
    }

    private static int padding(int size) {
        return Math.toIntExact(Padme.pad(size) - size);
    }
}
