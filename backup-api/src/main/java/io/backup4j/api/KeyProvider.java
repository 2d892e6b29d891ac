package io.backup4j.api;

import java.io.IOException;

/**
 * Wraps and unwraps the master key of a repository by a key that lies elsewhere, for instance in a key management
 * service or a hardware module. Safe for use by several threads.
 */
public interface KeyProvider {
    /** Returns which key this is, kept in the key slot to find the provider again; no secret. */
    String keyName();

    /**
     * Wraps a key.
     *
     * @param key the bytes to wrap; the caller wipes them
     * @param context bytes that must be given again to unwrap
     * @throws IOException when the service cannot be reached or refuses
     */
    byte[] wrap(byte[] key, byte[] context) throws IOException;

    /**
     * Unwraps what {@link #wrap} gave.
     *
     * @return the key in an array of its own, which the caller wipes
     * @throws WrongKeyException when this is not the key, or not the context, that wrapped it
     * @throws IOException when the service cannot be reached or refuses
     */
    byte[] unwrap(byte[] wrapped, byte[] context) throws IOException;
}
