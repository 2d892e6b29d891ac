package io.backup4j.cli;

import picocli.CommandLine.Command;

/** The commands about stores. */
@Command(
        name = "store",
        description = "The place where a repository is or will be.",
        subcommands = {StoreTestCommand.class, SignInCommand.class})
final class StoreCommand extends Action {
    @Override
    int act(Session session) {
        throw new UsageException("Which of test, sign-in?");
    }
}
