package io.backup4j.core.internal.parity;

import io.backup4j.core.internal.format.ObjectId;

/** A pack cannot be covered, because it is not what it was when it was stored, or is gone. */
final class UnsoundPackException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient ObjectId pack;

    UnsoundPackException(ObjectId pack, String message) {
        super(message);
        this.pack = pack;
    }

    ObjectId pack() {
        return pack;
    }
}
