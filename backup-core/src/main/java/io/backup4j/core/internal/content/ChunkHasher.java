package io.backup4j.core.internal.content;

import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.format.Sha256;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/**
 * Names chunks: hashes their bytes once with SHA-256 and that with the repository's key.
 *
 * <p>Not safe for use by several threads; each worker makes its own.
 */
public final class ChunkHasher {
    private final MessageDigest digest;
    private final @Nullable Mac mac;
    private final byte[] sha256 = new byte[ChunkId.LENGTH];
    private final byte[] id = new byte[ChunkId.LENGTH];

    private ChunkHasher(MessageDigest digest, @Nullable Mac mac) {
        this.digest = digest;
        this.mac = mac;
    }

    /** Makes a hasher with the keys of a repository; it works on after they have been closed. */
    public static ChunkHasher of(KeyTree keys) {
        return new ChunkHasher(Sha256.newDigest(), keys.chunkIdMac().orElse(null));
    }

    /**
     * Returns the SHA-256 of a chunk.
     *
     * @return 32 bytes, overwritten by the next call
     * @throws IndexOutOfBoundsException when the range is not inside the array
     */
    public byte[] sha256(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        try {
            digest.update(bytes, offset, length);
            digest.digest(sha256, 0, sha256.length);
            return sha256;
        } catch (DigestException e) {
            throw new IllegalStateException("A SHA-256 has 32 bytes", e);
        }
    }

    /**
     * Returns the id of the chunk that has this SHA-256.
     *
     * @param chunkSha256 holds it from {@code offset} on
     */
    public ChunkId id(byte[] chunkSha256, int offset) {
        if (mac == null) {
            return ChunkId.of(chunkSha256, offset);
        }
        try {
            mac.update(chunkSha256, offset, ChunkId.LENGTH);
            mac.doFinal(id, 0);
            return ChunkId.of(id, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("An HMAC-SHA-256 has 32 bytes", e);
        }
    }
}
