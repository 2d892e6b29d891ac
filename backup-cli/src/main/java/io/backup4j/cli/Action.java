package io.backup4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands share. */
@Command(sortOptions = false, abbreviateSynopsis = true)
abstract class Action implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    /** Does the command and returns an exit code. */
    abstract int act(Session session) throws IOException;

    @Override
    public final Integer call() throws IOException {
        return act(root().session());
    }

    /** Returns the command above all commands, which has the options that all commands have. */
    final BackupCommand root() {
        return (BackupCommand) spec.root().userObject();
    }
}
