package io.backup4j.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** This project's own command line, a fresh Java process for each command. */
record Backup4jPeer(String executable) implements Peer {
    static final String NAME = "backup4j";

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
        return backup(workspace, "init");
    }

    @Override
    public Command command(Step step, Workspace workspace) {
        return switch (step) {
            case FIRST, UNCHANGED ->
                backup(workspace, "create", workspace.tree().toString());
            case RESTORE ->
                backup(
                        workspace,
                        "restore",
                        "latest",
                        "--to",
                        workspace.restored().toString());
            case VERIFY -> backup(workspace, "verify", "--every-byte");
        };
    }

    @Override
    public Path restoredTree(Workspace workspace) {
        return workspace.restored();
    }

    private Command backup(Workspace workspace, String... arguments) {
        Map<String, String> environment = Map.of(
                "BACKUP_REPO",
                workspace
                        .bucket()
                        .map(bucket -> bucket.forBackup4j(workspace.prefix()))
                        .orElseGet(() -> workspace.repository().toString()),
                "BACKUP_PASSWORD",
                PASSWORD,
                "XDG_CACHE_HOME",
                workspace.cache().toString());
        return new Command(List.of(arguments), environment, workspace.home()).after(List.of(executable));
    }
}
