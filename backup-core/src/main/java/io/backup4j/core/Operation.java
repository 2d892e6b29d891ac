package io.backup4j.core;

/**
 * Something a repository can be asked to do: looked at first by {@link BackupRepository#plan}, done by {@link
 * BackupRepository#run} or begun by {@link BackupRepository#start}. Operations are immutable values.
 *
 * @param <R> what it results in
 */
public sealed interface Operation<R>
        permits BackupRequest,
                RestoreRequest,
                VerifyRequest,
                DeleteRequest,
                PruneRequest,
                RepairRequest,
                ParityRequest,
                CopyRequest,
                ExportRequest,
                ImportRequest {
    /** Returns the verb, for people: {@code backup}, {@code restore}, {@code verify} and so on. */
    String verb();
}
