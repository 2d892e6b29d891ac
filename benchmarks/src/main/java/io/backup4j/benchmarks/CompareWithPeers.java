package io.backup4j.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Measures this project's command line against other backup programs, as whole processes and on the same tree, and
 * prints a table in Markdown. {@code benchmarks/README.md} says how to run it and how to be fooled by it.
 *
 * <p>Exit codes: 0 measured and every restored tree was equal, 1 a command failed or a restored tree differs, 2 usage.
 */
public final class CompareWithPeers {
    private final PrintStream out;
    private final PrintStream progress;

    private CompareWithPeers(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /**
     * Runs the comparison and exits.
     *
     * @param arguments see {@code benchmarks/README.md}
     * @throws IOException if a directory cannot be read, written or deleted
     * @throws InterruptedException if this thread is interrupted while a program runs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(new CompareWithPeers(System.out, System.err).run(arguments));
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        try {
            return compare(Options.parse(arguments));
        } catch (UsageException e) {
            progress.println(e.getMessage());
            progress.println(Options.USAGE);
            return 2;
        } catch (CommandFailedException e) {
            progress.println(e.getMessage());
            return 1;
        }
    }

    private int compare(Options options) throws IOException, InterruptedException {
        Commands.requireTools();
        Peers peers = Peers.find(options);
        try (Scratch scratch = Scratch.in(options.work())) {
            Commands commands = new Commands(scratch.directory());
            List<String> machine = Machine.describe(options, peers.present(), commands);
            Findings findings = new Comparison(options, peers.present(), scratch.directory(), progress::println).run();
            print(machine, peers.missing(), findings);
            return findings.differences().isEmpty() ? 0 : 1;
        }
    }

    private void print(List<String> machine, List<String> missing, Findings findings) {
        list("Measured", machine);
        list("Left out", missing);
        out.println(new Table(findings.measurements(), ResticPeer.NAME).render());
        out.println();
        out.println("Restores equal to the tree: " + findings.equalRestores() + " of " + findings.restores());
        out.println();
        list("Restores not equal", findings.differences());
        list("Commands ($ROUND is an empty directory, another in each round)", findings.commands());
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println(title + ":");
            out.println();
            lines.forEach(line -> out.println("- `" + line + "`"));
            out.println();
        }
    }
}
