package io.backup4j.core.internal.keys;

import io.backup4j.core.KeySlotInfo;

/**
 * A key slot to be put into the store.
 *
 * @param info what it is
 * @param name the object's name
 * @param object all its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one method to the next, never compared
public record NewKeySlot(KeySlotInfo info, String name, byte[] object) {}
