package io.backup4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs rounds: in each, every peer does one step before any does the next, so that noise meets all alike. */
final class Comparison {
    private final Options options;
    private final List<Peer> peers;
    private final Path scratch;
    private final Commands commands;
    private final Consumer<String> log;
    private final Findings findings = new Findings();

    Comparison(Options options, List<Peer> peers, Path scratch, Consumer<String> log) {
        this.options = options;
        this.peers = peers;
        this.scratch = scratch;
        this.commands = new Commands(scratch);
        this.log = log;
    }

    Findings run() throws IOException, InterruptedException {
        for (int round = 1; round <= options.rounds(); round++) {
            run(round);
        }
        return findings;
    }

    private void run(int round) throws IOException, InterruptedException {
        Path directory = Files.createDirectory(scratch.resolve("round-" + round));
        Map<Peer, Workspace> workspaces = new LinkedHashMap<>();
        for (Peer peer : order(round)) {
            workspaces.put(peer, prepare(peer, directory));
        }
        for (Step step : options.steps()) {
            for (Map.Entry<Peer, Workspace> entry : workspaces.entrySet()) {
                run(round, step, entry.getKey(), entry.getValue());
            }
        }
        Trees.delete(directory);
    }

    /** Another peer begins each round: whoever comes first finds the machine a little different. */
    private List<Peer> order(int round) {
        List<Peer> order = new ArrayList<>(peers);
        Collections.rotate(order, 1 - round);
        return order;
    }

    private Workspace prepare(Peer peer, Path round) throws IOException, InterruptedException {
        Workspace workspace = Workspace.create(options.tree(), round, peer.name(), options.bucket());
        commands.run(noted(peer.prepare(workspace), workspace));
        return workspace;
    }

    private void run(int round, Step step, Peer peer, Workspace workspace) throws IOException, InterruptedException {
        if (step.readsTree()) {
            Trees.warm(options.tree());
        }
        Cost cost = commands.measure(noted(peer.command(step, workspace), workspace));
        Measurement measurement = new Measurement(round, step, peer.name(), cost, workspace.repositoryBytes());
        findings.add(measurement);
        log.accept(measurement.display());
        if (step == Step.RESTORE) {
            check(round, peer, workspace);
        }
    }

    private void check(int round, Peer peer, Workspace workspace) throws IOException, InterruptedException {
        Command compare = RestoreCheck.command(options.tree(), peer.restoredTree(workspace));
        findings.restored(round, peer.name(), RestoreCheck.differences(commands.run(noted(compare, workspace))));
        Trees.delete(workspace.restored());
    }

    private Command noted(Command command, Workspace workspace) {
        findings.command(command, workspace.round());
        return command;
    }
}
