package io.backup4j.core.internal.repair;

import io.backup4j.api.ByteString;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.RestoreRequest;
import io.backup4j.core.Selection;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.repository.ChunkMover;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks in other repositories for content that is lost here. Their chunks have other names and borders, so entries are found by the SHA-256 of their
 * whole content, and the bytes of each lost chunk are taken out of them. Used once, by one thread.
 */
final class OtherRepositories {
    private final OpenRepository repository;
    private final RunControl control;
    private final Map<ByteString, List<LostEntry.Range>> wanted = new HashMap<>();
    private final Set<ChunkId> found = new HashSet<>();

    OtherRepositories(OpenRepository repository, RunControl control, List<PointHoles> holes) {
        this.repository = repository;
        this.control = control;
        holes.stream().flatMap(point -> point.entries().stream()).forEach(this::want);
    }

    /** Where a lost chunk is needed in part, its other bytes would have to be known too. */
    private void want(LostEntry lost) {
        ByteString sha256 = lost.entry().content().sha256();
        List<LostEntry.Range> whole =
                lost.ranges().stream().filter(LostEntry.Range::isWhole).toList();
        if (!sha256.isEmpty() && !whole.isEmpty()) {
            wanted.put(sha256, whole);
        }
    }

    /** Stores what they have, and returns how many lost chunks that is. */
    long run(List<BackupRepository> others) {
        if (wanted.isEmpty() || others.isEmpty()) {
            return 0;
        }
        try (ChunkMover mover = new ChunkMover(repository, control)) {
            for (BackupRepository other : others) {
                other.restorePoints().forEach(point -> take(other, point, mover));
            }
            mover.finish();
        }
        return found.size();
    }

    private void take(BackupRepository other, RestorePoint point, ChunkMover mover) {
        control.checkCancelled();
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, List<EntryPath>> paths = new HashMap<>();
        other.entries(point.id(), Selection.all(), entry -> {
            if (wanted.containsKey(entry.sha256())) {
                paths.computeIfAbsent(entry.component(), name -> new ArrayList<>())
                        .add(entry.entry().path());
            }
        });
        paths.forEach((component, some) -> {
            RangeTarget target = new RangeTarget(wanted, (range, bytes) -> store(range.chunk(), bytes, mover));
            other.run(new RestoreRequest(point.id(), new Selection(Set.of(component), some, List.of()), target)
                    .withoutSafetyBackup());
            wanted.keySet().removeAll(target.whole());
        });
    }

    private void store(ChunkId chunk, byte[] bytes, ChunkMover mover) {
        ChunkId id = mover.tools().hasher().id(mover.tools().hasher().sha256(bytes, 0, bytes.length), 0);
        if (id.equals(chunk) && found.add(chunk)) {
            mover.writer().add(id, bytes, 0, bytes.length);
        }
    }
}
