package io.backup4j.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How much is said, and in which form. */
final class OutputOption {
    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 90,
            description = "Print one JSON document for scripts.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            order = 91,
            description = "No progress, no remarks.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            order = 92,
            description = "List all there is to list.")
    boolean verbose;

    @Option(names = "--debug", scope = ScopeType.INHERIT, order = 93, description = "Show where an error comes from.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            order = 94,
            description = "Print this help.")
    boolean help;
}
