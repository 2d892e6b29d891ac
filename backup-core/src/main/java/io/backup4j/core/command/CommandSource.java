package io.backup4j.core.command;

import io.backup4j.api.BackupSource;
import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a program writes to its standard output, for instance {@code mysqldump} or {@code vzdump --stdout}, as one entry.
 *
 * <p>The program is started when its output is first read, so planning a backup does not run it, and gets no input. When
 * it cannot be started or it ends with another exit code than 0, the
 * run fails and no restore point is made; the message tells the last 4 KiB of what it wrote to its standard error, so a
 * program that may be trusted with secrets must not write them there. It is stopped, with all it has started, when the
 * run ends before it does.
 *
 * <p>The entry must be read to its end before the next one is asked for, because only then the program can end; the
 * engine does so. Arguments and environment are never shown. Immutable; safe for use by several threads.
 */
public final class CommandSource implements BackupSource {
    private final EntryPath path;
    private final Command command;

    private CommandSource(EntryPath path, Command command) {
        this.path = path;
        this.command = command;
    }

    /**
     * Returns the output of a program.
     *
     * @param entryName the path of the entry, for instance {@code shop.sql}
     * @param command the program and its arguments; no shell reads them
     * @throws IllegalArgumentException when the name is not allowed in a path or empty, or the command is empty
     */
    public static CommandSource of(String entryName, List<String> command) {
        EntryPath path = EntryPath.of(entryName);
        if (path.isRoot()) {
            throw new IllegalArgumentException("The output of a program needs a name");
        }
        return new CommandSource(path, Command.of(command));
    }

    /** Returns this source with variables on top of the environment of this process. */
    public CommandSource environment(Map<String, String> variables) {
        return new CommandSource(path, command.withEnvironment(variables));
    }

    /** Returns this source with the program running in {@code directory}. */
    public CommandSource directory(Path directory) {
        return new CommandSource(path, command.in(directory));
    }

    @Override
    public String type() {
        return "command";
    }

    /** Returns the program, without its arguments. */
    @Override
    public String location() {
        return command.program();
    }

    @Override
    public SourceSnapshot open(SourceContext context) {
        return new CommandSnapshot(path, command, context);
    }

    @Override
    public String toString() {
        return "CommandSource[" + command + "]";
    }
}
