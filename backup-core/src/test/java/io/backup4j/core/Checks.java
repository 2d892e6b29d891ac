package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.Component;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.testkit.MemoryTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must be true of every point and every repository. */
final class Checks {
    private Checks() {}

    /** The point gives back every entry and every byte of {@code copy}, and nothing else. */
    static void assertRestores(BackupRepository repository, RestorePoint point, NaiveCopy copy, int concurrency) {
        MemoryTarget target = new MemoryTarget(concurrency);
        RestoreReport report = repository.restore(point, target);
        assertThat(report.issues()).isEmpty();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.entries()).isEqualTo(copy.items().size());
        assertThat(report.bytes()).isEqualTo(copy.bytes());
        SortedMap<EntryPath, Entry> expected = new TreeMap<>();
        copy.items().forEach((path, item) -> expected.put(path, NaiveCopy.entry(item)));
        assertThat(target.entries()).isEqualTo(expected);
        copy.items()
                .forEach((path, item) -> assertThat(target.contents().get(path))
                        .as("content of %s", path)
                        .isEqualTo(item.content()));
    }

    /** The point lists every entry of {@code copy} in order, with its SHA-256, and its totals are their sums. */
    static void assertLists(BackupRepository repository, RestorePoint point, String component, NaiveCopy copy) {
        List<StoredEntry> expected = copy.items().values().stream()
                .map(item -> new StoredEntry(component, NaiveCopy.entry(item), NaiveCopy.sha256(item)))
                .toList();
        List<StoredEntry> listed = new ArrayList<>();
        repository.entries(point.id(), Selection.all().component(component), listed::add);
        assertThat(listed).isEqualTo(expected);
        assertThat(point.component(component)).hasValueSatisfying(found -> {
            assertThat(found.entries()).isEqualTo(copy.items().size());
            assertThat(found.bytes()).isEqualTo(copy.bytes());
        });
    }

    /** Sums of the parts are the totals, and nothing that a finished point should say is missing. */
    static void assertDescribed(RestorePoint point) {
        assertThat(point.bytes().original())
                .isEqualTo(
                        point.components().stream().mapToLong(Component::bytes).sum());
        assertThat(point.entries())
                .isEqualTo(point.components().stream()
                        .mapToLong(Component::entries)
                        .sum());
        assertThat(point.bytes().read()).isLessThanOrEqualTo(point.bytes().original());
        assertThat(point.id().value()).hasSize(32);
        assertThat(point.components()).isNotEmpty();
        assertThat(point.duration().isNegative()).isFalse();
        assertThat(point.missing()).isEmpty();
        assertThat(point.status()).isEqualTo(RestorePoint.Status.COMPLETE);
    }

    static void assertSound(BackupRepository repository) {
        VerifyReport report = repository.verify(VerifyLevel.EVERY_BYTE);
        assertThat(report.findings()).isEmpty();
        assertThat(report.damage()).isEmpty();
        assertThat(report.isClean()).isTrue();
    }
}
