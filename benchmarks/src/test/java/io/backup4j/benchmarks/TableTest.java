package io.backup4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void theRatioIsTheMedianOfTheRatiosInsideEachRound() {
        // Ratios 0.5, 0.5 and 2; the ratio of the medians would be 1.
        List<Measurement> measurements = List.of(
                first(1, "ours", 1, 100), first(1, "restic", 2, 200),
                first(2, "ours", 4, 100), first(2, "restic", 8, 200),
                first(3, "ours", 2, 100), first(3, "restic", 1, 200));

        assertThat(new Table(measurements, "restic").render().lines().skip(2))
                .containsExactly(
                        "| first | ours | 1.00 / 2.00 / 4.00 | 2.00 / 4.00 / 8.00 | 0.10 / 0.20 / 0.30 | 30 | 100.00 | 0.50 | 0.50 | 0.50 |",
                        "| first | restic | 1.00 / 2.00 / 8.00 | 2.00 / 4.00 / 16.00 | 0.10 / 0.20 / 0.30 | 30 | 200.00 |  |  |  |");
    }

    @Test
    void withoutTheReferenceThereAreNoRatios() {
        assertThat(new Table(List.of(first(1, "ours", 1, 100)), "restic").render())
                .endsWith(
                        "| first | ours | 1.00 / 1.00 / 1.00 | 2.00 / 2.00 / 2.00 | 0.10 / 0.10 / 0.10 | 10 | 100.00 |  |  |  |");
    }

    @Test
    void whatIsNotKnownOfARepositoryIsLeftOut() {
        Measurement inBucket = new Measurement(1, Step.FIRST, "ours", new Cost(1, 2, 10, 0.1), OptionalLong.empty());

        assertThat(new Table(List.of(inBucket), "restic").render())
                .endsWith(
                        "| first | ours | 1.00 / 1.00 / 1.00 | 2.00 / 2.00 / 2.00 | 0.10 / 0.10 / 0.10 | 10 |  |  |  |  |");
    }

    private static Measurement first(int round, String peer, double wall, long megabytes) {
        return new Measurement(
                round,
                Step.FIRST,
                peer,
                new Cost(wall, wall * 2, round * 10, round / 10.0),
                OptionalLong.of(megabytes * 1_000_000));
    }
}
