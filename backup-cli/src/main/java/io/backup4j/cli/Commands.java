package io.backup4j.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands, in the order of the help. Whoever calls one waits for its description only: that of all takes longer than Java takes to start. */
final class Commands {
    private static final List<Class<? extends Action>> ALL = List.of(
            InitCommand.class,
            CreateCommand.class,
            ListCommand.class,
            ShowCommand.class,
            LsCommand.class,
            DiffCommand.class,
            RestoreCommand.class,
            UndoCommand.class,
            VerifyCommand.class,
            DescribeCommand.class,
            DeleteCommand.class,
            UndeleteCommand.class,
            RetentionCommand.class,
            PruneCommand.class,
            RepairCommand.class,
            ParityCommand.class,
            SyncCommand.class,
            CopyCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            KeyCommand.class,
            StoreCommand.class,
            StatsCommand.class,
            CompletionCommand.class);
    private static final String SUFFIX = "Command";

    private Commands() {}

    /** Returns all commands. */
    static List<Class<? extends Action>> all() {
        return ALL;
    }

    /** Describes the program with all commands. */
    static CommandLine line(BackupCommand program) {
        return described(new CommandLine(program), ALL);
    }

    /** Describes the program with the commands that its user means. */
    static CommandLine line(BackupCommand program, String[] arguments) {
        CommandLine line = new CommandLine(program);
        return described(line, meantBy(line.getCommandSpec(), arguments));
    }

    /** Returns the command that stands behind the program's own options; all where none does, and where one is called that tells of all. */
    private static List<Class<? extends Action>> meantBy(CommandSpec program, String[] arguments) {
        int place = 0;
        while (place < arguments.length) {
            String[] parts = arguments[place].split("=", 2);
            OptionSpec option = program.findOption(parts[0]);
            if (option == null || option.usageHelp() || option.versionHelp()) {
                break;
            }
            place += parts.length > 1 ? 1 : 1 + option.arity().max();
        }
        String first = place < arguments.length ? arguments[place] : "";
        List<Class<? extends Action>> meant = ALL.stream()
                .filter(command -> command != CompletionCommand.class)
                .filter(command -> name(command).equals(first))
                .toList();
        return meant.isEmpty() ? ALL : meant;
    }

    private static CommandLine described(CommandLine line, List<Class<? extends Action>> commands) {
        // A reference to the method would keep CommandLine, picocli's largest class, out of the archive of classes.
        for (Class<? extends Action> command : commands) {
            line.addSubcommand(command);
        }
        return line;
    }

    /** Classes are called like their commands; to look at the annotation is what takes the time. */
    static String name(Class<? extends Action> command) {
        String name = command.getSimpleName();
        return name.substring(0, name.length() - SUFFIX.length()).toLowerCase(Locale.ROOT);
    }
}
