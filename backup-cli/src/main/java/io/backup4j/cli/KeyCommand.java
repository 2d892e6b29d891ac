package io.backup4j.cli;

import picocli.CommandLine.Command;

/** The commands about keys. */
@Command(
        name = "key",
        description = "The passwords and key files that open the repository.",
        subcommands = {
            KeyListCommand.class,
            KeyAddCommand.class,
            KeyRemoveCommand.class,
            KeyPasswdCommand.class,
            KeyRotateCommand.class,
            KeyGenerateCommand.class
        })
final class KeyCommand extends Action {
    @Override
    int act(Session session) {
        throw new UsageException("Which of list, add, remove, passwd, rotate, generate?");
    }
}
