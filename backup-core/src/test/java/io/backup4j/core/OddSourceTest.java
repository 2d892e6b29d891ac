package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.Granularity;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceException;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import io.backup4j.testkit.RecordingStore;
import io.backup4j.testkit.SettableClock;
import io.backup4j.testkit.StoreVerb;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A source that is out of the ordinary")
final class OddSourceTest {
    private static final int VERY_MANY = 100_000;

    private final SettableClock clock = SettableClock.at("2026-11-21T10:00:00Z");
    private final RecordingStore store = RecordingStore.over(new InMemoryStore());
    private final BackupRepository repository = BackupRepository.create(
            store, Encryption.none(), RepositoryOptions.defaults().withClock(clock));

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    @DisplayName("does not exist: the backup says so and stores nothing")
    void missing(@TempDir Path directory) {
        store.clear();
        Path nowhere = directory.resolve("nowhere");

        assertThatThrownBy(() -> repository.backup(FileTreeSource.of(nowhere)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("Could not open the source " + nowhere)
                .hasMessageContaining("does not exist");
        assertThat(store.puts()).isEmpty();
    }

    @Test
    @DisplayName("may not be opened: the backup says why, and not only which file")
    void forbidden() {
        WrappedSource forbidden = new WrappedSource(new MemorySource(), context -> {
            throw new AccessDeniedException("secret");
        });
        assertThatThrownBy(() -> repository.backup(forbidden))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("Could not open the source memory: permission denied at secret");
        assertThatThrownBy(() -> repository.plan(BackupRequest.of(forbidden)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("permission denied at secret");
    }

    @Test
    @DisplayName("finds out while it describes an entry that its stamp does not hold: the next backup reads it again")
    void stampThatDoesNotHold() {
        WrappedSource source = new WrappedSource(new MemorySource(), context -> new HalfDescribed());
        repository.backup(source);

        assertThat(repository.run(BackupRequest.of(source)).entriesRead()).isEqualTo(1);
    }

    @Test
    @DisplayName("gives a path twice: there is no point, as a restore could give back only one of them")
    void onePathTwice() {
        assertThatThrownBy(() -> repository.backup(new TwiceSource()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("'file' after 'file'")
                .hasMessageContaining("each once");
        assertThat(repository.restorePoints()).isEmpty();
    }

    @Test
    @DisplayName("has the name of another one in the same backup: the request is refused")
    void oneNameTwice() {
        BackupRequest.Builder request = BackupRequest.builder().component("data", new MemorySource());
        assertThatThrownBy(() -> request.component("data", new MemorySource()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'data'");
    }

    @Test
    @DisplayName("is empty: its point is complete, lists nothing and restores nothing")
    void empty() {
        MemorySource source = new MemorySource();
        RestorePoint point = repository.backup(source);
        Checks.assertDescribed(point);
        assertThat(point.entries()).isZero();
        Checks.assertRestores(repository, point, NaiveCopy.of(source), 2);
        Checks.assertSound(repository);

        RestorePoint next = repository.backup(source.file("first", new byte[] {1}));
        assertThat(repository.diff(point.id(), next.id()).changes()).hasSize(1);
        source.items.clear();
        assertThat(repository.diff(next.id(), repository.backup(source).id()).changes())
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "has 100,000 files in one directory: unchanged it costs three objects, and one that is changed is found")
    void veryMany() {
        MemorySource source = new MemorySource();
        for (int number = 0; number < VERY_MANY; number++) {
            byte[] content = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
            source.file("directory/" + number, content, "stamp " + number, Granularity.contentDefined());
        }
        RestorePoint first = repository.backup(source);
        store.clear();
        repository.backup(source);
        store.assertCallsAtMost(StoreVerb.PUT, "", 3);

        source.file("directory/77777", new byte[] {1});
        RestorePoint last = repository.backup(source);
        assertThat(repository.diff(first.id(), last.id()).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.kind()).isEqualTo(Change.Kind.MODIFIED));
        AtomicInteger listed = new AtomicInteger();
        repository.entries(last.id(), Selection.all(), entry -> listed.incrementAndGet());
        assertThat(listed).hasValue(VERY_MANY);
        assertThat(repository.restore(last, new MemoryTarget(2)).entries()).isEqualTo(VERY_MANY);
    }

    @Test
    @DisplayName("is backed up after the clock was set back: nothing is lost, and the report warns of the order")
    void clockSetBack() {
        MemorySource source = new MemorySource().file("file", new byte[] {1});
        RestorePoint first = repository.backup(source);
        repository.describe(first.id(), PointDetails.none().withName("before"));
        NaiveCopy before = NaiveCopy.of(source);
        clock.goBack(Duration.ofDays(1));

        BackupReport report = repository.run(BackupRequest.of(source.file("file", new byte[] {2})));
        repository.describe(first.id(), PointDetails.none().withName("after"));

        RestorePoint second = report.point();
        assertThat(second.id()).isNotEqualTo(first.id());
        Checks.assertDescribed(second);
        assertThat(report.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.severity()).isEqualTo(EntryIssue.Severity.WARNING);
            assertThat(issue.message()).contains(first.id().value(), "2026-11-21T10:00:00Z", "2026-11-20T10:00:00Z");
        });
        assertThat(repository.restorePoints()).extracting(RestorePoint::id).containsExactly(first.id(), second.id());
        assertThat(repository.restorePoint(first.id().value()).details().name()).isEqualTo("after");
        Checks.assertRestores(repository, first, before, 1);
        Checks.assertRestores(repository, second, NaiveCopy.of(source), 1);
        clock.advance(Duration.ofDays(2));
        assertThat(repository.run(BackupRequest.of(source)).issues()).isEmpty();
    }

    @Test
    @DisplayName("is backed up while the clock is set back: the duration is not negative")
    void clockSetBackMeanwhile() {
        MemorySource source = new MemorySource().file("file", new byte[] {1});
        Moments moments = new Moments(3, () -> clock.goBack(Duration.ofHours(1)));
        moments.begin();

        RestorePoint point = repository.backup(new WatchedSource(source, moments));

        assertThat(point.duration()).isZero();
        Checks.assertRestores(repository, point, NaiveCopy.of(source), 1);
    }

    /** One entry, of which something cannot be read. */
    private static final class HalfDescribed implements SourceSnapshot, SourceEntry {
        private ByteString stamp = ByteString.utf8("stamp");
        private boolean given;

        @Override
        public @Nullable SourceEntry next() {
            boolean first = !given;
            given = true;
            return first ? this : null;
        }

        @Override
        public Entry entry() {
            return Entry.file(EntryPath.of("file"), 1);
        }

        @Override
        public Entry describe() {
            stamp = ByteString.empty();
            return entry();
        }

        @Override
        public ByteString stamp() {
            return stamp;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(new byte[1]);
        }

        @Override
        public void close() {}
    }
}
