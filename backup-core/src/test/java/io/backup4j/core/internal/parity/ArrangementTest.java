package io.backup4j.core.internal.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.core.internal.format.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which parity there should be. */
class ArrangementTest {
    private static final int FULL = 16 << 20;
    private static final int LEAST_FULL = 15 << 20;
    private static final double MOST = 0.07;

    @Test
    void sixteenFullPacksCostLessThanSevenPercent() {
        List<List<Strip>> made =
                Arrangement.of(full(16), pack -> false, List.of()).made();
        assertThat(made).hasSize(1);
        assertThat(made.get(0)).hasSize(16);
        assertThat(cost(made.get(0))).isLessThan(0.0636).isGreaterThan(0.0625);
    }

    @Test
    void aFullPackAloneCostsLessThanSevenPercent_andGivesBackAnyMebibyte() {
        for (int size : new int[] {LEAST_FULL, LEAST_FULL + 12_345, FULL - 1, FULL}) {
            List<Strip> single = Arrangement.single(new ObjectId(1, 1), size);
            assertThat(cost(single)).isLessThan(MOST);
            assertThat(single.get(0).length() - Strip.SEGMENT + 1).isGreaterThanOrEqualTo(1 << 20);
        }
    }

    private static double cost(List<Strip> strips) {
        Parity parity = new Parity(new ObjectId(1, 2), strips);
        return (double) parity.size() / parity.covered();
    }

    private static Map<ObjectId, Integer> full(int count) {
        Map<ObjectId, Integer> packs = new HashMap<>();
        IntStream.range(0, count).forEach(number -> packs.put(new ObjectId(number, number), FULL));
        return packs;
    }

    /** As time goes by packs come and go; after each run all are covered, once, and no object is left that is of no use. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void everyPackIsCoveredAndNothingIsThereInVain(@ForAll long seed, @ForAll @IntRange(min = 1, max = 70) int many) {
        Random random = new Random(seed);
        Map<ObjectId, Integer> packs = new HashMap<>();
        Set<ObjectId> condemned = new HashSet<>();
        List<Parity> present = new ArrayList<>();
        for (int run = 0; run < 4; run++) {
            for (int number = random.nextInt(many); number >= 0; number--) {
                int size = random.nextBoolean() ? FULL - random.nextInt(1 << 20) : 40 + random.nextInt(FULL);
                packs.put(new ObjectId(random.nextLong(), number), size);
            }
            packs.keySet().stream()
                    .filter(pack -> random.nextInt(20) == 0)
                    .toList()
                    .forEach(condemned::add);
            packs.keySet().removeAll(condemned);
            present = after(packs, condemned, present, random);
            assertCovered(packs, present);
        }
    }

    private static List<Parity> after(
            Map<ObjectId, Integer> packs, Set<ObjectId> condemned, List<Parity> present, Random random) {
        List<Parity> all = new ArrayList<>(present);
        Arrangement.of(packs, condemned::contains, present)
                .made()
                .forEach(strips -> all.add(new Parity(new ObjectId(random.nextLong(), 0), strips)));
        Arrangement end = Arrangement.of(packs, condemned::contains, all);
        assertThat(end.made()).isEmpty();
        Arrangement again = Arrangement.of(packs, condemned::contains, end.kept());
        assertThat(again).isEqualTo(new Arrangement(List.of(), again.kept(), Map.of()));
        return end.kept();
    }

    private static void assertCovered(Map<ObjectId, Integer> packs, List<Parity> present) {
        Map<ObjectId, Integer> covered = new HashMap<>();
        for (Parity parity : present) {
            assertThat(parity.packs().size()).isIn(1, Arrangement.GROUP);
            assertThat(parity.sumLength())
                    .isLessThanOrEqualTo(Math.max(2 * Strip.SEGMENT, (int) (parity.covered() * 0.0681)));
            parity.strips().forEach(strip -> covered.merge(strip.pack(), strip.length(), Integer::sum));
        }
        assertThat(covered).isEqualTo(packs);
    }

    @Test
    void aLostPackKeepsItsParity_andACondemnedOneDoesNot() {
        ObjectId gone = new ObjectId(9, 9);
        Parity parity = new Parity(new ObjectId(1, 2), List.of(Strip.whole(gone, 100)));
        assertThat(Arrangement.of(Map.of(), pack -> false, List.of(parity)).kept())
                .containsExactly(parity);
        assertThat(Arrangement.of(Map.of(), gone::equals, List.of(parity)).dropped())
                .containsOnlyKeys(parity);
    }
}
