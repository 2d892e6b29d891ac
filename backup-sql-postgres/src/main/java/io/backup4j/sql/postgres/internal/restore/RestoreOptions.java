package io.backup4j.sql.postgres.internal.restore;

import java.time.Duration;

/**
 * How a database is restored.
 *
 * @param keepsOwnership whether owners and privileges are restored; otherwise everything belongs to who restores
 * @param createsRoles whether roles that are missing are created, without passwords
 * @param disconnectsOthers whether sessions that use a database that is replaced are ended
 * @param lockTimeout how long to wait for locks of what is replaced
 * @param connections how many connections may build a database at once, at least 1
 */
public record RestoreOptions(
        boolean keepsOwnership,
        boolean createsRoles,
        boolean disconnectsOthers,
        Duration lockTimeout,
        int connections) {
    /** Returns the options that everything begins with. */
    public static RestoreOptions defaults() {
        return new RestoreOptions(true, false, false, Duration.ofSeconds(10), 4);
    }

    /** Returns these options without owners and privileges. */
    public RestoreOptions withoutOwnership() {
        return new RestoreOptions(false, createsRoles, disconnectsOthers, lockTimeout, connections);
    }

    /** Returns these options with roles created that are missing. */
    public RestoreOptions creatingRoles() {
        return new RestoreOptions(keepsOwnership, true, disconnectsOthers, lockTimeout, connections);
    }

    /** Returns these options with sessions ended that are in the way. */
    public RestoreOptions disconnectingOthers() {
        return new RestoreOptions(keepsOwnership, createsRoles, true, lockTimeout, connections);
    }

    /** Returns these options with another time to wait for locks. */
    public RestoreOptions withLockTimeout(Duration newLockTimeout) {
        return new RestoreOptions(keepsOwnership, createsRoles, disconnectsOthers, newLockTimeout, connections);
    }

    /** Returns these options with another number of connections. */
    public RestoreOptions withConnections(int newConnections) {
        return new RestoreOptions(keepsOwnership, createsRoles, disconnectsOthers, lockTimeout, newConnections);
    }
}
