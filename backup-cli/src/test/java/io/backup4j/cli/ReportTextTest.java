package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.Component;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.BackupReport;
import io.backup4j.core.RepairReport;
import io.backup4j.core.RepairReport.Loss;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.VerifyReport.DamagedEntry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said about entries that are missing. */
class ReportTextTest {
    private static final List<EntryIssue> SEVEN = IntStream.range(0, 7)
            .mapToObj(i -> new EntryIssue("data", EntryPath.of("file" + i), EntryIssue.Severity.MISSING, "gone\u001b"))
            .toList();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final OutputOption option = new OutputOption();

    @Test
    void tellsAnIncompleteBackupByItsExitCode() {
        BackupText.say(output(), "Created", new BackupReport(point(SEVEN), SEVEN, 3, 4));

        assertThat(BackupText.code(point(SEVEN))).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(err())
                .containsExactly(
                        "backup: missing: data: file0: gone\\x1b",
                        "backup: missing: data: file1: gone\\x1b",
                        "backup: missing: data: file2: gone\\x1b",
                        "backup: missing: data: file3: gone\\x1b",
                        "backup: missing: data: file4: gone\\x1b",
                        "... and 2 more (--verbose lists them)",
                        "backup: The restore point is incomplete: 7 entries are missing");
    }

    @Test
    void listsAllWhenAskedTo() {
        option.verbose = true;

        BackupText.say(output(), "Created", new BackupReport(point(SEVEN), SEVEN, 3, 4));

        assertThat(err()).hasSize(8);
    }

    @Test
    void takesAWarningForNoFailure() {
        List<EntryIssue> warning =
                List.of(new EntryIssue("data", EntryPath.of("socket"), EntryIssue.Severity.WARNING, "left out"));

        BackupText.say(output(), "Created", new BackupReport(point(List.of()), warning, 3, 4));

        assertThat(BackupText.code(point(List.of()))).isEqualTo(ExitCodes.DONE);
        assertThat(err()).containsExactly("backup: warning: data: socket: left out");
    }

    @Test
    void tellsAnIncompleteRestoreByItsExitCode() {
        int code = RestoreText.say(output(), point(List.of()), "/there", new RestoreReport(1, 2, SEVEN, 20, null));

        assertThat(code).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(err())
                .contains("... and 15 more (--verbose lists them)", "backup: 20 entries could not be restored");
    }

    @Test
    void remarksThatThePointWasIncompleteBefore() {
        int code = RestoreText.say(output(), point(SEVEN), "/there", new RestoreReport(1, 2, List.of(), 0, null));

        assertThat(code).isEqualTo(ExitCodes.DONE);
        assertThat(err())
                .containsExactly("The restore point itself was made without 7 entries ('backup show' lists them)");
    }

    @Test
    void showsWhatIsMissing() {
        Output output = output();
        PointText.print(output, point(SEVEN));
        output.flush();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("status       incomplete: 7 entries missing", "missing      data: file6: gone\\x1b");
        assertThat(PointText.row(point(SEVEN))).endsWith("weekly #a #b protected INCOMPLETE");
    }

    @Test
    void namesThatAreNoText_standInJsonWithTheirBytes() {
        EntryPath latin = EntryPath.ofBytes(new byte[] {'c', 'a', 'f', (byte) 0xe9});
        RestorePointId point = point(List.of()).id();
        option.json = true;
        Output output = output();
        VerifyText.say(
                output,
                new VerifyReport(
                        List.of(),
                        List.of(
                                new DamagedEntry(point, "data", latin, "hit"),
                                new DamagedEntry(point, "data", null, "a piece")),
                        new VerifyReport.Statistics(1, 1, 1, 1, 1, 1),
                        new VerifyReport.Coverage(0, 0, 0, null),
                        List.of()));
        RepairText.say(
                output,
                new RepairReport(
                        List.of(),
                        0,
                        0,
                        0,
                        0,
                        List.of(new Loss(point, "data", latin, 0, 5, "of 5 bytes")),
                        List.of(),
                        List.of()));
        output.flush();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        verified -> assertThat(verified)
                                .contains("\"path\":\"caf\\\\xe9\",\"pathHex\":\"636166e9\",\"message\":\"hit\"")
                                .contains("\"path\":\"\",\"message\":\"a piece\""),
                        repaired -> assertThat(repaired)
                                .contains("\"path\":\"caf\\\\xe9\",\"pathHex\":\"636166e9\",\"offset\":0"));
        assertThat(err())
                .containsExactly(
                        "backup: damaged: restore point 01234567: data: caf\\xe9: hit",
                        "backup: damaged: restore point 01234567: data: a piece",
                        "backup: lost: restore point 01234567: data: caf\\xe9: lost bytes 0 to 4 of 5 bytes");
    }

    private Output output() {
        return new Output(out, new PrintStream(err, true, StandardCharsets.UTF_8), option);
    }

    private List<String> err() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static RestorePoint point(List<EntryIssue> missing) {
        return new RestorePoint(
                new RestorePointId("0123456789abcdef0123456789abcdef"),
                Instant.parse("2026-11-21T10:00:00Z"),
                Duration.ofSeconds(67),
                missing.isEmpty() ? RestorePoint.Status.COMPLETE : RestorePoint.Status.INCOMPLETE,
                RestorePoint.Origin.BACKUP,
                "somebody@somewhere",
                new PointDetails("weekly", "", Set.of("b", "a"), true),
                List.of(new Component("data", "files", "/srv/data", 3, 2048, Map.of())),
                new RestorePoint.Bytes(2048, 1024, 512, 256),
                missing,
                missing.size());
    }
}
