package io.backup4j.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.core.store.ReplicatedStore;
import io.backup4j.places.ReplicatedHistory.Deed;
import io.backup4j.places.ReplicatedHistory.Move;
import io.backup4j.testsuites.TwoPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever happens, in whatever order, to a repository in a directory and a bucket. */
class ReplicatedHistoryTest {
    private Places places;
    private Path temp;

    @BeforeTry
    void begin() throws IOException {
        places = new Places();
        temp = Files.createTempDirectory("backup4j-places");
    }

    @AfterTry
    void end() throws IOException {
        places.close();
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<Move> moves() {
        Arbitrary<Deed> deeds = Arbitraries.frequency(
                Tuple.of(4, Deed.BACK_UP),
                Tuple.of(2, Deed.CUT_THE_REPLICA_OFF),
                Tuple.of(2, Deed.JOIN_IT_AGAIN),
                Tuple.of(1, Deed.DELETE),
                Tuple.of(1, Deed.PRUNE),
                Tuple.of(1, Deed.SYNC));
        return Combinators.combine(deeds, Arbitraries.integers().between(0, 8)).as(Move::new);
    }

    @Property(tries = 8)
    @Label(
            "F6, F7, F11, F19, F20: where a point is said to be complete it restores, and one synchronization makes both alike")
    void claimsAreTrue(@ForAll @Size(min = 4, max = 12) List<@From("moves") Move> moves, @ForAll boolean bucketFirst)
            throws Exception {
        TwoPlaces both = bucketFirst
                ? new TwoPlaces(places::bucket, () -> places.directory(temp))
                : new TwoPlaces(() -> places.directory(temp), places::bucket);
        ReplicatedHistory history = new ReplicatedHistory(both);
        for (Move move : moves) {
            history.play(move);
        }
        both.assertClaims(history.known());
        history.reclaimEverywhere();
        try (ReplicatedStore store = both.open()) {
            assertThat(store.status())
                    .allSatisfy(location -> assertThat(location.points())
                            .containsExactlyInAnyOrderElementsOf(history.known().ids()));
        }
        both.assertEachIsWhole(history.known());
        both.assertAlike();
    }
}
