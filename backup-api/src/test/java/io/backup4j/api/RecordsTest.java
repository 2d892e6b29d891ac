package io.backup4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.RestorePoint.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The records refuse what cannot be and keep their own copies. */
class RecordsTest {
    private static final EntryPath PATH = EntryPath.of("a");

    @Test
    void entry_fieldsFitTheKind() {
        assertThat(Entry.file(PATH, 5).size()).isEqualTo(5);
        assertThat(Entry.file(PATH, Entry.UNKNOWN_SIZE).withSize(7)).isEqualTo(Entry.file(PATH, 7));
        assertThat(entry(EntryKind.HARD_LINK, 0, ByteString.utf8("b")).link()).isEqualTo(ByteString.utf8("b"));

        assertRefused(() -> Entry.file(PATH, -2));
        assertRefused(() -> entry(EntryKind.DIRECTORY, 1, null));
        assertRefused(() -> entry(EntryKind.DIRECTORY, Entry.UNKNOWN_SIZE, null));
        assertRefused(() -> entry(EntryKind.SYMBOLIC_LINK, 0, null));
        assertRefused(() -> entry(EntryKind.HARD_LINK, 0, null));
        assertRefused(() -> entry(EntryKind.HARD_LINK, 0, ByteString.utf8("../b")));
        assertRefused(() -> entry(EntryKind.FILE, 0, ByteString.utf8("b")));
        assertRefused(() -> entry(EntryKind.DIRECTORY, 0, ByteString.utf8("b")));
    }

    @Test
    void entry_keepsACopyOfItsAttributes() {
        Map<String, ByteString> attributes = new HashMap<>(Map.of("user.a", ByteString.empty()));
        Entry entry = new Entry(PATH, EntryKind.FILE, 0, null, null, null, attributes);
        attributes.clear();

        assertThat(entry.extended()).containsOnlyKeys("user.a");
    }

    @Test
    void component_hasANameAndNothingNegative() {
        assertThat(new Component("db", "sqlite", "/a.db", 1, 2, Map.of()).bytes())
                .isEqualTo(2);
        assertRefused(() -> new Component("", "sqlite", "/a.db", 1, 2, Map.of()));
        assertRefused(() -> new Component("db", "sqlite", "/a.db", -1, 2, Map.of()));
        assertRefused(() -> new Component("db", "sqlite", "/a.db", 1, -2, Map.of()));
    }

    @Test
    void pages_areAPowerOfTwoInRange() {
        for (int size : new int[] {512, 4_096, 65_536}) {
            assertThat(Granularity.pages(size)).isEqualTo(new Granularity.Pages(size));
        }
        for (int size : new int[] {0, -512, 256, 513, 4_097, 131_072, Integer.MIN_VALUE}) {
            assertRefused(() -> Granularity.pages(size));
        }
    }

    @Test
    void mode_isInRange() {
        assertThat(new PosixAttributes(07777, 0, 0, "", "").mode()).isEqualTo(4_095);
        assertRefused(() -> new PosixAttributes(010000, 0, 0, "", ""));
        assertRefused(() -> new PosixAttributes(-1, 0, 0, "", ""));
    }

    @Test
    void restorePointId_isThirtyTwoHexadecimalDigits() {
        RestorePointId id = new RestorePointId("0123456789abcdef0123456789abcdef");

        assertThat(id).hasToString("0123456789abcdef0123456789abcdef");
        assertThat(id.abbreviated()).isEqualTo("01234567");
        assertRefused(() -> new RestorePointId("0123456789abcdef0123456789abcde"));
        assertRefused(() -> new RestorePointId("0123456789ABCDEF0123456789abcdef"));
        assertRefused(() -> new RestorePointId("0123456789abcdef0123456789abcdef\n"));
    }

    @Test
    void restorePoint_isIncompleteExactlyWhenEntriesAreMissing() {
        EntryIssue issue = EntryIssue.of(PATH, EntryIssue.Severity.MISSING, "permission denied");

        assertThat(point(Status.INCOMPLETE, List.of(issue), 5).missingTotal()).isEqualTo(5);
        assertRefused(() -> point(Status.COMPLETE, List.of(issue), 1));
        assertRefused(() -> point(Status.COMPLETE, List.of(), 1));
        assertRefused(() -> point(Status.INCOMPLETE, List.of(), 0));
        assertRefused(() -> point(Status.INCOMPLETE, List.of(issue, issue), 1));
        assertRefused(() -> new RestorePoint.Bytes(0, 0, 0, -1));
    }

    @Test
    void restorePoint_addsUpItsComponents() {
        RestorePoint point = point(Status.COMPLETE, List.of(), 0);

        assertThat(point.entries()).isEqualTo(5);
        assertThat(point.component("uploads")).map(Component::entries).hasValue(3L);
        assertThat(point.component("none")).isEmpty();
        assertThat(point.endedAt()).isEqualTo(Instant.EPOCH.plusSeconds(9));
        assertThat(point.withDetails(PointDetails.none().withName("n"))
                        .details()
                        .name())
                .isEqualTo("n");
    }

    @Test
    void details_areEditedOneByOne() {
        Set<String> tags = new HashSet<>(Set.of("a"));
        PointDetails details = PointDetails.none()
                .withName("n")
                .withDescription("d")
                .withTags(tags)
                .withProtection(true);
        tags.add("b");

        assertThat(details).isEqualTo(new PointDetails("n", "d", Set.of("a"), true));
    }

    @Test
    void decision_hasAReasonExactlyWhenThePointStays() {
        RestorePoint point = point(Status.COMPLETE, List.of(), 0);

        assertThat(new RetentionDecision(point, true, List.of("protected")).keep())
                .isTrue();
        assertRefused(() -> new RetentionDecision(point, true, List.of()));
        assertThat(new RetentionDecision(point, false, List.of("not last 1")).keep())
                .isFalse();
    }

    @Test
    void issue_isGivenItsComponentLater() {
        EntryIssue issue = EntryIssue.of(PATH, EntryIssue.Severity.WARNING, "changed while it was read");

        assertThat(issue.in("db")).isEqualTo(new EntryIssue("db", PATH, EntryIssue.Severity.WARNING, issue.message()));
    }

    @Test
    void body_canBeReadAgain() throws IOException {
        ObjectBody body = ObjectBody.of(new byte[] {1, 2});

        assertThat(body.length()).isEqualTo(2);
        assertThat(body.open().readAllBytes())
                .isEqualTo(body.open().readAllBytes())
                .containsExactly(1, 2);
    }

    @Test
    void zeros_areWrittenWhereTheSinkKnowsNoHoles() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ContentSink sink = written::write;
        for (int length : new int[] {1, 65_536, 65_537, 200_000}) {
            written.reset();
            sink.zeros(length);
            assertThat(new ByteArrayInputStream(written.toByteArray())).hasBinaryContent(new byte[length]);
        }
    }

    @Test
    void exceptions_nameTheObject() {
        assertThat(new ObjectExistsException("/store", "packs/a").name()).isEqualTo("packs/a");
        assertThat(new ObjectMissingException("/store", "packs/a")).hasMessageContainingAll("/store", "packs/a");
    }

    private static Entry entry(EntryKind kind, long size, ByteString link) {
        return new Entry(PATH, kind, size, null, null, link, Map.of());
    }

    private static RestorePoint point(Status status, List<EntryIssue> missing, long missingTotal) {
        List<Component> components = List.of(
                new Component("db", "sqlite", "/a.db", 2, 10, Map.of()),
                new Component("uploads", "files", "/uploads", 3, 10, Map.of()));
        return new RestorePoint(
                new RestorePointId("0".repeat(32)),
                Instant.EPOCH,
                Duration.ofSeconds(9),
                status,
                RestorePoint.Origin.BACKUP,
                "",
                PointDetails.none(),
                components,
                new RestorePoint.Bytes(20, 20, 20, 20),
                missing,
                missingTotal);
    }

    private static void assertRefused(ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOf(IllegalArgumentException.class);
    }
}
