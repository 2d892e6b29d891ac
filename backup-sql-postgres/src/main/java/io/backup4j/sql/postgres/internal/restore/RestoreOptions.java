package io.backup4j.sql.postgres.internal.restore;

import java.time.Duration;

/**
 * How a database is restored.
 *
 * @param keepsOwnership whether owners and privileges are restored; otherwise everything belongs to who restores
 * @param createsRoles whether roles that are missing are created, without passwords
 * @param disconnectsOthers whether sessions that use a database that is replaced are ended
 * @param lockTimeout how long to wait for locks of what is replaced
 */
public record RestoreOptions(
        boolean keepsOwnership, boolean createsRoles, boolean disconnectsOthers, Duration lockTimeout) {
    /** Returns the options that everything begins with. */
    public static RestoreOptions defaults() {
        return new RestoreOptions(true, false, false, Duration.ofSeconds(10));
    }
}
