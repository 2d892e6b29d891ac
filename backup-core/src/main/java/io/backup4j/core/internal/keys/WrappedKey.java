package io.backup4j.core.internal.keys;

import io.backup4j.api.ByteString;

/**
 * A master key as it lies in a slot.
 *
 * @param lock how it is wrapped
 * @param bytes what came of that
 */
public record WrappedKey(SlotLock lock, ByteString bytes) {}
