package io.backup4j.core.internal.restore;

import io.backup4j.api.EntryIssue;

/** Is told what a walk through a restore point leaves out because its list of entries is damaged. */
@FunctionalInterface
public interface Losses {
    /**
     * Takes note of a loss.
     *
     * @param issue what is lost, at the path of an entry, or at the root for a piece of the list
     * @param entries how many entries that are
     */
    void add(EntryIssue issue, long entries);
}
