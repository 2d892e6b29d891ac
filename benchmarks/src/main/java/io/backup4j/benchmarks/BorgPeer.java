package io.backup4j.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** borg 1: {@code repokey}, its fastest encryption where the CPU has SHA instructions, and zstd at level 3. */
record BorgPeer(String executable) implements Peer {
    static final String NAME = "borg";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Command version(Path directory) {
        return new Command(List.of(executable, "--version"), Map.of(), directory);
    }

    @Override
    public Command prepare(Workspace workspace) {
        return borg(
                workspace,
                workspace.home(),
                "init",
                "--encryption",
                "repokey",
                workspace.repository().toString());
    }

    @Override
    public Command command(Step step, Workspace workspace) {
        return switch (step) {
            case FIRST -> create(workspace, archive(workspace));
            case UNCHANGED -> create(workspace, workspace.repository() + "::unchanged");
            // borg extracts into the directory it is run in.
            case RESTORE -> borg(workspace, workspace.restored(), "extract", archive(workspace));
            case VERIFY ->
                borg(
                        workspace,
                        workspace.home(),
                        "check",
                        "--verify-data",
                        workspace.repository().toString());
        };
    }

    @Override
    public Path restoredTree(Workspace workspace) {
        return workspace.restoredWithPath();
    }

    private Command create(Workspace workspace, String archive) {
        return borg(
                workspace,
                workspace.home(),
                "create",
                "--compression",
                "zstd,3",
                archive,
                workspace.tree().toString());
    }

    private static String archive(Workspace workspace) {
        return workspace.repository() + "::first";
    }

    private Command borg(Workspace workspace, Path directory, String... arguments) {
        Map<String, String> environment = Map.of(
                "BORG_PASSPHRASE", PASSWORD, "BORG_BASE_DIR", workspace.cache().toString());
        return new Command(List.of(arguments), environment, directory).after(List.of(executable));
    }
}
