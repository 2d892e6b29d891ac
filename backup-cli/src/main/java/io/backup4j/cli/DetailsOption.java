package io.backup4j.cli;

import io.backup4j.api.PointDetails;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What people say about a restore point that comes to be. */
final class DetailsOption {
    @Option(names = "--name", paramLabel = "TEXT", order = 1, description = "A short name.")
    private String name = "";

    @Option(names = "--description", paramLabel = "TEXT", order = 2, description = "As many words as you like.")
    private String description = "";

    @Option(names = "--tag", paramLabel = "TAG", order = 3, description = "A word to find it by; repeatable.")
    private List<String> tags = List.of();

    @Option(names = "--protect", order = 4, description = "Never let a retention policy remove it.")
    private boolean protect;

    /** Returns what was said. */
    PointDetails chosen() {
        return new PointDetails(name, description, Set.copyOf(tags), protect);
    }
}
