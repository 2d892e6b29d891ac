package io.backup4j.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StampsTest {
    private static final Instant MODIFIED = Instant.parse("2020-01-01T00:00:00.000000001Z");
    private static final Instant CHANGED = Instant.parse("2020-01-02T00:00:00Z");
    private static final Instant LATER = CHANGED.plusSeconds(100);

    @Test
    void everyFieldCounts() {
        List<ByteString> stamps = Stream.of(
                        stat(1, MODIFIED, CHANGED, 2, 3),
                        stat(9, MODIFIED, CHANGED, 2, 3),
                        stat(1, MODIFIED.plusNanos(1), CHANGED, 2, 3),
                        stat(1, MODIFIED, CHANGED.plusNanos(1), 2, 3),
                        stat(1, MODIFIED, CHANGED, 9, 3),
                        stat(1, MODIFIED, CHANGED, 2, 9))
                .map(stat -> Stamps.of(stat, LATER))
                .toList();

        assertThat(stamps).doesNotHaveDuplicates().noneMatch(ByteString::isEmpty);
        assertThat(Stamps.of(stat(1, MODIFIED, CHANGED, 2, 3), LATER)).isEqualTo(stamps.get(0));
    }

    @Test
    void whatMayChangeAgainWithinTheSameTickHasNone() {
        assertThat(Stamps.of(stat(1, MODIFIED, CHANGED, 2, 3), CHANGED.plusSeconds(2))
                        .isEmpty())
                .isTrue();
        assertThat(Stamps.of(
                                stat(1, MODIFIED, CHANGED, 2, 3),
                                CHANGED.plusSeconds(2).plusNanos(1))
                        .isEmpty())
                .isFalse();
        assertThat(Stamps.of(stat(1, LATER, CHANGED, 2, 3), LATER).isEmpty()).isTrue();
        assertThat(Stamps.of(stat(1, LATER.plusSeconds(1_000), CHANGED, 2, 3), LATER)
                        .isEmpty())
                .isTrue();
    }

    private static FileStat stat(long size, Instant modified, Instant changed, long device, long inode) {
        return new FileStat(true, 0100644, size, modified, changed, 0, 0, 1, device, inode, null);
    }
}
