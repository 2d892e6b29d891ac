package io.backup4j.cli;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Operation;
import io.backup4j.core.Run;
import java.io.PrintStream;

/**
 * What a command works with.
 *
 * @param surroundings the world around the program
 * @param output where results go
 * @param err standard error, shared with {@code output}
 */
record Session(Surroundings surroundings, Output output, PrintStream err) {
    /** Returns who asks before something is lost. */
    Confirmation confirmation() {
        return new Confirmation(surroundings, err);
    }

    /** Returns who finds keys. */
    Credentials credentials() {
        return new Credentials(surroundings, err);
    }

    /** Finds a restore point, and names those that may be newer than the latest, for all that anybody can tell. */
    RestorePoint find(BackupRepository repository, String point) {
        RestorePoint found = repository.restorePoint(point);
        if (point.equals("latest")) {
            repository
                    .unreadablePoints()
                    .forEach(finding -> output.problem(finding.object() + ": " + finding.message()
                            + "; it may be newer than the latest that can be read"));
        }
        return found;
    }

    /** Does an operation with a progress bar, and cancels it when the program is told to stop. */
    <R> R run(BackupRepository repository, Operation<R> operation) {
        boolean shown = surroundings.terminal().hasError() && !output.isQuiet();
        try (ProgressBar bar = new ProgressBar(err, shown)) {
            Run<R> run = repository.start(operation, bar);
            surroundings.stop().onStop(run::cancel);
            return run.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailureException("Interrupted while waiting for the end of the " + operation.verb(), interrupted);
        }
    }
}
