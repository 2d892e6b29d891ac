package io.backup4j.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a script that completes the command line. */
@Command(
        name = "completion",
        description = "Print the shell's completion script.",
        footer = {"", "bash: source <(backup completion bash)     zsh: source <(backup completion zsh)"})
final class CompletionCommand extends Action {
    private static final String ZSH_HEAD =
            "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";

    /** The shells that are known. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    @Override
    int act(Session session) {
        String script = AutoComplete.bash("backup", spec.root().commandLine());
        session.output().line(shell == Shell.ZSH ? ZSH_HEAD + script : script);
        return ExitCodes.DONE;
    }
}
