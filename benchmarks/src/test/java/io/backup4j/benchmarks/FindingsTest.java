package io.backup4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final Findings findings = new Findings();

    @Test
    void theSameCommandOfTwoRoundsIsOne() {
        for (Path round : List.of(Path.of("/bench/round-1"), Path.of("/bench/round-2"))) {
            findings.command(
                    new Command(List.of("restic", "check"), Map.of("REPO", round + "/r"), round.resolve("home")),
                    round);
        }

        assertThat(findings.commands()).containsExactly("cd $ROUND/home && REPO=$ROUND/r restic check");
    }

    @Test
    void restoresThatDifferAreToldWithPeerAndRound() {
        findings.restored(1, "borg", List.of());
        findings.restored(2, "borg", List.of(".f...p..... file"));

        assertThat(findings.equalRestores()).isEqualTo(1);
        assertThat(findings.restores()).isEqualTo(2);
        assertThat(findings.differences()).containsExactly("borg, round 2: .f...p..... file");
    }
}
