package io.backup4j.core.internal.parity;

import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.Sha256;
import java.security.MessageDigest;

/** Compares a pack that is read piece by piece with the check at its end, which needs no key. Used once, by one thread. */
final class SoundPack {
    private final int end;
    private final MessageDigest digest = Sha256.newDigest();
    private final byte[] check = new byte[ObjectFrame.CHECK_LENGTH];
    private int position;

    /** @param size bytes of the pack, at least those of an empty object */
    SoundPack(int size) {
        this.end = size - ObjectFrame.CHECK_LENGTH;
    }

    /** Takes the next bytes. */
    void update(byte[] bytes) {
        int content = Math.max(0, Math.min(bytes.length, end - position));
        digest.update(bytes, 0, content);
        if (content < bytes.length) {
            System.arraycopy(bytes, content, check, position + content - end, bytes.length - content);
        }
        position += bytes.length;
    }

    /** Returns whether these were all bytes of the pack, and the right ones. */
    boolean isSound() {
        return MessageDigest.isEqual(digest.digest(), check);
    }
}
