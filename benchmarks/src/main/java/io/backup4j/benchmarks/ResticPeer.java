package io.backup4j.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** restic 0.14 or newer: repository format 2, whose compression {@code auto} is zstd at its default level, 3. */
record ResticPeer(String executable) implements Peer {
    static final String NAME = "restic";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Command version(Path directory) {
        return new Command(List.of(executable, "version"), Map.of(), directory);
    }

    @Override
    public Command prepare(Workspace workspace) {
        return restic(workspace, "init", "--repository-version", "2");
    }

    @Override
    public Command command(Step step, Workspace workspace) {
        return switch (step) {
            case FIRST, UNCHANGED ->
                restic(
                        workspace,
                        "backup",
                        "--compression",
                        "auto",
                        workspace.tree().toString());
            case RESTORE ->
                restic(
                        workspace,
                        "restore",
                        "latest",
                        "--target",
                        workspace.restored().toString());
            case VERIFY -> restic(workspace, "check", "--read-data");
        };
    }

    @Override
    public Path restoredTree(Workspace workspace) {
        return workspace.restoredWithPath();
    }

    private Command restic(Workspace workspace, String... arguments) {
        Map<String, String> environment = Map.of(
                "RESTIC_REPOSITORY",
                workspace
                        .bucket()
                        .map(bucket -> bucket.forRestic(workspace.prefix()))
                        .orElseGet(() -> workspace.repository().toString()),
                "RESTIC_PASSWORD",
                PASSWORD,
                "RESTIC_CACHE_DIR",
                workspace.cache().toString());
        return new Command(List.of(arguments), environment, workspace.home()).after(List.of(executable));
    }
}
