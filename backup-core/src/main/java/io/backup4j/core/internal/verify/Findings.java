package io.backup4j.core.internal.verify;

import io.backup4j.core.VerifyReport.DamagedEntry;
import io.backup4j.core.VerifyReport.Finding;
import io.backup4j.core.VerifyReport.Severity;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ObjectId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a check has found so far. Safe for use by several threads. */
final class Findings {
    private static final int LISTED = 10_000;

    private final List<Finding> list = new ArrayList<>();
    private final List<DamagedEntry> damage = new ArrayList<>();
    private final Set<ChunkId> lostChunks = new HashSet<>();
    private final Set<ObjectId> lostPacks = new HashSet<>();

    /** Adds what others have found out about objects and entries. */
    synchronized void addAll(Findings others) {
        others.list().forEach(finding -> add(finding.object(), finding.severity(), finding.message()));
        others.damage().forEach(this::add);
    }

    /** Returns whether there is nothing to say about any object or entry. */
    synchronized boolean isEmpty() {
        return list.isEmpty() && damage.isEmpty();
    }

    /** Returns whether chunks have been lost so far. */
    synchronized boolean hasLosses() {
        return !lostChunks.isEmpty() || !lostPacks.isEmpty();
    }

    synchronized void add(String object, Severity severity, String message) {
        if (list.size() < LISTED) {
            list.add(new Finding(object, severity, message));
        }
    }

    synchronized void add(DamagedEntry entry) {
        if (damage.size() < LISTED) {
            damage.add(entry);
        }
    }

    synchronized void lose(List<ChunkId> chunks) {
        lostChunks.addAll(chunks);
    }

    /** Counts every chunk of a pack as lost. */
    synchronized void lose(ObjectId pack) {
        lostPacks.add(pack);
    }

    synchronized boolean hasLost(ChunkId chunk, ObjectId pack) {
        return lostPacks.contains(pack) || lostChunks.contains(chunk);
    }

    synchronized List<Finding> list() {
        return List.copyOf(list);
    }

    synchronized List<DamagedEntry> damage() {
        return List.copyOf(damage);
    }
}
