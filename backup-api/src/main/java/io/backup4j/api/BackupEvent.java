package io.backup4j.api;

import java.time.Instant;

/**
 * Something that happened during a run. New kinds may be added: keep a default branch.
 *
 * <p>Events are told from the threads of the run, one at a time for each run; a listener that throws or blocks harms
 * only itself as far as the engine can help it, so it should do neither.
 */
public sealed interface BackupEvent {
    /** Returns when it happened, by the clock of the repository. */
    Instant at();

    /**
     * A run began.
     *
     * @param at when
     * @param operation what kind of run, for instance {@code backup}
     */
    record Started(Instant at, String operation) implements BackupEvent {}

    /**
     * A run came further; at most a few events a second, and always one at the end.
     *
     * @param at when
     * @param progress how far it is
     */
    record Progressed(Instant at, Progress progress) implements BackupEvent {}

    /**
     * There was trouble with a single entry.
     *
     * @param at when
     * @param issue the trouble
     */
    record IssueFound(Instant at, EntryIssue issue) implements BackupEvent {}

    /**
     * An object became durable in the store.
     *
     * @param at when
     * @param object its name and size
     */
    record ObjectStored(Instant at, StoredObject object) implements BackupEvent {}

    /**
     * A restore point became durable: the backup is safe from here on.
     *
     * @param at when
     * @param point the restore point
     */
    record PointCommitted(Instant at, RestorePoint point) implements BackupEvent {}

    /**
     * A run ended; always the last event.
     *
     * @param at when
     * @param state {@link RunState#COMPLETED}, {@link RunState#FAILED} or {@link RunState#CANCELLED}
     * @param message for people, empty when all went well; no secrets
     */
    record Finished(Instant at, RunState state, String message) implements BackupEvent {}
}
