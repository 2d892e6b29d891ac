package io.backup4j.core.command;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The standard input of a program, for instance {@code mysql} or {@code pg_restore}, which takes the content of exactly one
 * file.
 *
 * <p>The program is started when the restore begins; its standard output is thrown away. When it ends with another exit
 * code than 0, the restore fails, and the message tells the last 4 KiB of its standard error. It is stopped, with all it
 * has started, when the content turns out damaged or the restore is given up; what it has done until then stays done.
 * What it will overwrite nobody can know beforehand.
 *
 * <p>Arguments and environment are never shown. Immutable; safe for use by several threads.
 */
public final class CommandTarget implements RestoreTarget {
    private final Command command;

    private CommandTarget(Command command) {
        this.command = command;
    }

    /**
     * Returns the input of a program.
     *
     * @param command the program and its arguments; no shell reads them
     * @throws IllegalArgumentException when the command is empty
     */
    public static CommandTarget of(List<String> command) {
        return new CommandTarget(Command.of(command));
    }

    /** Returns this target with variables on top of the environment of this process. */
    public CommandTarget environment(Map<String, String> variables) {
        return new CommandTarget(command.withEnvironment(variables));
    }

    /** Returns this target with the program running in {@code directory}. */
    public CommandTarget directory(Path directory) {
        return new CommandTarget(command.in(directory));
    }

    /** Returns the program, without its arguments. */
    @Override
    public String location() {
        return command.program();
    }

    /** Fails when there is not exactly one file, or anything else than directories beside it. */
    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) throws IOException {
        Entry file = null;
        for (Entry entry : entries) {
            if (entry.kind() == EntryKind.DIRECTORY) {
                continue;
            }
            if (file != null || entry.kind() != EntryKind.FILE) {
                throw new IOException("A program takes one file, and there is also '" + entry.path()
                        + "'; select the file that '" + command.program() + "' is to read");
            }
            file = entry;
        }
        if (file == null) {
            throw new IOException("There is no file that '" + command.program() + "' could read");
        }
        actions.accept(new PlannedAction(file.path(), Action.CREATE, Math.max(0, file.size()), ""));
    }

    /** Returns false, because nobody knows what the program will find, and so that a restore is always planned. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public RestoreSession open(CancelSignal cancel) throws IOException {
        RunningProgram program = command.start(Redirect.DISCARD);
        cancel.onCancel(program::close);
        return new CommandRestore(command.program(), program);
    }

    @Override
    public String toString() {
        return "CommandTarget[" + command + "]";
    }
}
