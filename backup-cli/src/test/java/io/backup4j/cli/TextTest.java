package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.EntryPath;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read and write: sizes, times, names. */
class TextTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final byte[] LATIN = {'c', 'a', 'f', (byte) 0xe9};

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1048524, 1023.9 KiB",
        "1048525, 1.0 MiB",
        "9223372036854775807, 8.0 EiB"
    })
    void writesBytes(long bytes, String text) {
        assertThat(Sizes.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1K, 1024", "500M, 524288000", "10G, 10737418240", "999999T, 1099510528264372224"})
    void readsBytes(String text, long bytes) {
        assertThat(Sizes.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0G", "-1G", "1.5G", "10X", "1000000T", "10g"})
    void refusesOtherBytes(String text) {
        assertThatThrownBy(() -> Sizes.parse(text)).isInstanceOf(UsageException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0:00", "67, 1:07", "3600, 1:00:00", "90061, 25:01:01"})
    void writesSpans(long seconds, String text) {
        assertThat(Sizes.clock(seconds)).isEqualTo(text);
    }

    @Test
    void writesCounts() {
        assertThat(Sizes.count(1, "entry", "entries")).isEqualTo("1 entry");
        assertThat(Sizes.count(12_345, "entry", "entries")).isEqualTo("12,345 entries");
    }

    @ParameterizedTest
    @CsvSource({
        "30m, 2026-11-21T09:30:00Z",
        "12h, 2026-11-20T22:00:00Z",
        "7d, 2026-11-14T10:00:00Z",
        "2w, 2026-11-07T10:00:00Z",
        "2026-11-20T23:59:59Z, 2026-11-20T23:59:59Z",
        "2026-11-20T23:59:59+02:00, 2026-11-20T21:59:59Z"
    })
    void readsMoments(String text, Instant moment) {
        assertThat(Times.parse(text, NOW)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01", "2026-03-01T00:00", "2026-03-01 00:00:00"})
    void readsLocalTimes(String text) {
        Instant midnight = LocalDateTime.of(2026, 3, 1, 0, 0)
                .atZone(ZoneId.systemDefault())
                .toInstant();

        assertThat(Times.parse(text, NOW)).isEqualTo(midnight);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "7", "7y", "2026-13-01", "-7d"})
    void refusesOtherMoments(String text) {
        assertThatThrownBy(() -> Times.parse(text, NOW))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("7d");
    }

    @Test
    void letsNoNameSteerTheTerminal() {
        assertThat(Text.printable("a\u001b[2Jb\n\u0085")).isEqualTo("a\\x1b[2Jb\\x0a\\x85");
        assertThat(Text.printable("ordinary ä 日本")).isEqualTo("ordinary ä 日本");
    }

    @ParameterizedTest
    @CsvSource({"a/b, a/b", "/a/b/, a/b", "./a, a", ".//./a//, a", "., ''", "/, ''", ".hidden, .hidden"})
    void readsPathsOfEntries(String text, String path) {
        assertThat(EntryPaths.parse(text)).containsExactly(EntryPath.of(path));
    }

    @Test
    void readsPathsThatAreNoTextAsTheyAreShown() {
        EntryPath latin = EntryPath.ofBytes(LATIN);

        assertThat(EntryPaths.parse(latin.toString())).containsExactly(EntryPath.of("caf\\xe9"), latin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/../b", "a//b"})
    void refusesOtherPaths(String text) {
        assertThatThrownBy(() -> EntryPaths.parse(text)).isInstanceOf(UsageException.class);
    }
}
