package io.backup4j.core.files;

import io.backup4j.api.ByteString;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * Says by what a file is known not to have changed: size, both times, device and number. The time of the last change of
 * anything cannot be set by programs, so a change leaves a trace even where the modification time is put back.
 */
final class Stamps {
    /**
     * A file that changed later than this before the run may change again within the same tick of the file system's
     * clock and look the same; Git treats its index the same way. Covers file systems that count 2 seconds.
     */
    private static final Duration UNSETTLED = Duration.ofSeconds(2);

    private Stamps() {}

    /** Returns the stamp, none while the file is too young, or younger than now because the clock went back. */
    static ByteString of(FileStat stat, Instant startedAt) {
        Instant settled = startedAt.minus(UNSETTLED);
        if (!stat.modified().isBefore(settled) || !stat.changed().isBefore(settled)) {
            return ByteString.empty();
        }
        ByteBuffer stamp = ByteBuffer.allocate(3 * Long.BYTES + 2 * (Long.BYTES + Integer.BYTES));
        stamp.putLong(stat.size()).putLong(stat.device()).putLong(stat.inode());
        put(stat.modified(), stamp);
        put(stat.changed(), stamp);
        return ByteString.of(stamp.array());
    }

    private static void put(Instant time, ByteBuffer stamp) {
        stamp.putLong(time.getEpochSecond()).putInt(time.getNano());
    }
}
