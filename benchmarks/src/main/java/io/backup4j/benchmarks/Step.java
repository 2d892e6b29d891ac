package io.backup4j.benchmarks;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is measured, in the order in which it is run. */
enum Step {
    /** The first backup of the tree into an empty repository. */
    FIRST,
    /** A second backup of the same tree. */
    UNCHANGED,
    /** The newest backup, restored into an empty directory. */
    RESTORE,
    /** Every stored byte read, opened and compared. */
    VERIFY;

    /** The steps of a list such as {@code first,restore}, with the first backup, which all others need. */
    static Set<Step> parseList(String list) {
        Set<Step> steps = EnumSet.of(FIRST);
        for (String name : list.split(",", -1)) {
            steps.add(parse(name.strip()));
        }
        return steps;
    }

    private static Step parse(String name) {
        return Arrays.stream(values())
                .filter(step -> step.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "'" + name + "' is not a step; the steps are " + labels(EnumSet.allOf(Step.class))));
    }

    static String labels(Set<Step> steps) {
        return steps.stream().map(Step::label).collect(Collectors.joining(","));
    }

    boolean readsTree() {
        return this == FIRST || this == UNCHANGED;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
