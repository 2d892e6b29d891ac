package io.backup4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.BackupSource;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.EntryKind;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.testkit.SourceReading.Content;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RestoreTarget} promises, sentence by sentence. Extend it, say how the target is made and what it
 * takes, and run it; see the description of this package.
 */
public abstract class RestoreTargetContract {
    /**
     * Returns a target at a place that belongs to this test alone and is empty at first; called again in the same test,
     * a target at the same place.
     */
    protected abstract RestoreTarget target() throws Exception;

    /**
     * Returns entries that the target can take, at least one of them with content; with runs of zero bytes, too, where the target has a
     * {@link io.backup4j.api.ContentSink#zeros} of its own.
     */
    protected abstract BackupSource sample() throws Exception;

    /** Fails when the target does not hold exactly the {@link #sample}. */
    protected abstract void assertHoldsSample() throws Exception;

    /** Returns whether a restore that is given up leaves no trace. A program that reads what is restored cannot unread it. */
    protected boolean forgetsWhatIsGivenUp() {
        return true;
    }

    @Test
    @DisplayName("A target says where the data will lie, always the same")
    void location() throws Exception {
        assertThat(target().location()).isNotBlank().isEqualTo(target().location());
    }

    @Test
    @DisplayName("In an empty target everything is planned to be created, and planning touches nothing")
    void planForEmpty() throws Exception {
        assertThat(target().isEmpty()).isTrue();

        assertThat(plan()).isNotEmpty().allSatisfy(action -> {
            assertThat(action.action()).isEqualTo(PlannedAction.Action.CREATE);
            assertThat(action.bytes()).isNotNegative();
        });
        assertThat(target().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("A finished restore holds what was restored, and reports no trouble")
    void restore() throws Exception {
        try (RestoreSession session = target().open(CancelSignal.never())) {
            for (Content content : contents()) {
                restore(session, content);
            }
            assertThat(session.finish()).isEmpty();
        }
        assertHoldsSample();
    }

    @Test
    @DisplayName("As many threads as the target allows restore at once")
    void restoreInParallel() throws Exception {
        int threads = Math.min(4, target().concurrency());
        assertThat(threads).isPositive();
        assumeTrue(threads > 1, "This target takes one entry at a time");
        try (RestoreSession session = target().open(CancelSignal.never())) {
            for (Map.Entry<Integer, List<Content>> stage : stages().entrySet()) {
                for (EntryKind kind :
                        List.of(EntryKind.DIRECTORY, EntryKind.FILE, EntryKind.SYMBOLIC_LINK, EntryKind.HARD_LINK)) {
                    restoreInParallel(session, threads, stage.getValue(), kind);
                }
            }
            assertThat(session.finish()).isEmpty();
        }
        assertHoldsSample();
    }

    @Test
    @DisplayName("In the order of paths stages do not fall")
    void stagesRise() throws Exception {
        RestoreTarget target = target();

        assertThat(contents())
                .extracting(content -> target.stage(content.entry().path()))
                .isSorted();
    }

    @Test
    @DisplayName("What holds a restore is not empty, and a plan says what would become of it")
    void planForFull() throws Exception {
        restore();

        assertThat(target().isEmpty()).isFalse();
        assertThat(target().isClear()).as("A clear target would not be asked").isFalse();
        assertThat(plan()).anyMatch(action -> action.action() != PlannedAction.Action.CREATE);
        assertHoldsSample();
    }

    @Test
    @DisplayName("A restore that is closed before it is finished is given up")
    void givenUp() throws Exception {
        RestoreSession session = target().open(CancelSignal.never());
        for (Content content : contents()) {
            restore(session, content);
        }
        session.close();
        session.close();

        assumeTrue(forgetsWhatIsGivenUp(), "This target cannot undo");
        assertThat(target().isEmpty()).isTrue();
        restore();
    }

    @Test
    @DisplayName("Content that is found to be damaged is not restored, and who restores is told")
    void damagedContent() throws Exception {
        List<Content> contents = contents();
        Content largest = contents.stream()
                .max(Comparator.comparingInt(content -> content.bytes().length()))
                .orElseThrow();
        try (RestoreSession session = target().open(CancelSignal.never())) {
            for (Content content : contents.subList(0, contents.indexOf(largest))) {
                restore(session, content);
            }
            BytesContent damaged =
                    BytesContent.of(largest.bytes().toByteArray()).damaged();
            assertThatThrownBy(() -> session.restore(largest.entry(), damaged))
                    .isInstanceOfAny(CorruptDataException.class, IOException.class);
        }
        assumeTrue(forgetsWhatIsGivenUp(), "This target cannot undo");
        assertThat(target().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("Closing a finished restore changes nothing, nor does closing it twice")
    void closeFinished() throws Exception {
        RestoreSession session = target().open(CancelSignal.never());
        for (Content content : contents()) {
            restore(session, content);
        }
        session.finish();
        session.close();
        session.close();

        assertHoldsSample();
    }

    @Test
    @DisplayName("A target knows how much room it has, or says that nobody can know")
    void usableBytes() throws Exception {
        assertThat(target().usableBytes()).isNotNegative();
    }

    private List<Content> contents() throws Exception {
        try (SourceSnapshot snapshot = sample().open(new RecordingContext(Clock.systemUTC()))) {
            return SourceReading.readAll(snapshot);
        }
    }

    private List<PlannedAction> plan() throws Exception {
        List<PlannedAction> actions = new ArrayList<>();
        target().plan(contents().stream().map(Content::entry).toList(), actions::add);
        assertThat(actions).extracting(PlannedAction::path).doesNotHaveDuplicates();
        return actions;
    }

    private SortedMap<Integer, List<Content>> stages() throws Exception {
        RestoreTarget target = target();
        return contents().stream()
                .collect(Collectors.groupingBy(
                        content -> target.stage(content.entry().path()), TreeMap::new, Collectors.toList()));
    }

    private void restoreInParallel(RestoreSession session, int threads, List<Content> contents, EntryKind kind)
            throws Exception {
        Queue<Content> queue = new ConcurrentLinkedQueue<>(
                contents.stream().filter(content -> content.kind() == kind).toList());
        // Directories stand in order and are few; only what is in them comes in any order.
        Together.run(kind == EntryKind.DIRECTORY ? 1 : threads, thread -> {
            for (Content content = queue.poll(); content != null; content = queue.poll()) {
                restore(session, content);
            }
            return true;
        });
    }

    private static void restore(RestoreSession session, Content content) throws IOException {
        session.restore(content.entry(), BytesContent.of(content.bytes().toByteArray()));
    }
}
