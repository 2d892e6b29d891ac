package io.backup4j.core.internal.crypto;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Key material whose life is a scope: closing overwrites it with zeros. What the platform's ciphers copied from it is
 * out of reach and left to the garbage collector.
 *
 * <p>Safe for use by several threads as long as none closes it while another uses it.
 */
public final class SecretBytes implements AutoCloseable {
    private final byte[] bytes;
    private volatile boolean closed;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes over {@code bytes}, which the caller must not use any more. */
    public static SecretBytes owning(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    /** Takes a copy of {@code bytes}; wiping them is the caller's. */
    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /** Draws new ones. */
    public static SecretBytes random(int length, SecureRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new SecretBytes(bytes);
    }

    /**
     * Returns the bytes themselves, no copy: to be used at once and neither kept nor changed.
     *
     * @throws IllegalStateException when closed
     */
    public byte[] bytes() {
        if (closed) {
            throw new IllegalStateException("The key has been wiped: what it belongs to was closed before");
        }
        return bytes;
    }

    /** Returns how many bytes there are. */
    public int length() {
        return bytes.length;
    }

    /** Overwrites the bytes with zeros. Calling it again does nothing. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    /** Says nothing about the bytes. */
    @Override
    public String toString() {
        return "SecretBytes";
    }
}
