package io.backup4j.core.internal.ledger;

import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import java.time.Instant;

/**
 * The result of looking at one thing.
 *
 * @param at when
 * @param isSound whether it was found as it should be
 */
public record Check(Instant at, boolean isSound) {
    /** Bytes of a check as it is stored. */
    static final int LENGTH = Long.BYTES + 1;

    /** Returns the one that holds. */
    Check latest(Check other) {
        int order = at.compareTo(other.at);
        boolean holds = order > 0 || order == 0 && !isSound;
        return holds ? this : other;
    }

    void write(ByteWriter out) {
        out.u64(at.toEpochMilli()).u8(isSound ? 0 : 1);
    }

    static Check read(ByteReader in) {
        Instant at = Instant.ofEpochMilli(in.u64());
        int result = in.u8();
        if (result > 1) {
            throw in.corrupt("result " + result);
        }
        return new Check(at, result == 0);
    }
}
