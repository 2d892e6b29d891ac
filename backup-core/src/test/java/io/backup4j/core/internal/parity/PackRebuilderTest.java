package io.backup4j.core.internal.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.testkit.Damage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What parity gives back, and what not. */
class PackRebuilderTest {
    private static final int SEGMENT = Strip.SEGMENT;
    private static final int HOLE = 1 << 20;
    private static final int FULL_PACK = 15 << 20;

    private final MadeUpPacks packs = new MadeUpPacks();
    private final Damage damage = Damage.to(packs.store);

    @Test
    void groupGivesBackEachOfItsPacks_lostOrCutAnywhere() throws Exception {
        List<ObjectId> ids = IntStream.range(0, Arrangement.GROUP)
                .mapToObj(number -> packs.add(3 * SEGMENT + 100 - number))
                .toList();
        packs.protect(packs.wholePacks());
        for (ObjectId lost : ids) {
            damage.delete(ObjectNames.pack(lost));
            assertRebuilt(lost);
            for (int length : new int[] {0, 1, 39, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 3 * SEGMENT + 50}) {
                damage.truncateTo(ObjectNames.pack(lost), length);
                assertRebuilt(lost);
            }
        }
    }

    /** Rebuilds a pack and puts it back. */
    private void assertRebuilt(ObjectId pack) throws IOException {
        assertThat(packs.rebuild(pack)).hasValue(packs.bytes(pack));
        packs.reset(pack);
    }

    static List<Integer> holes() {
        List<Integer> holes = new ArrayList<>(List.of(0, 1, SEGMENT - 1, FULL_PACK - HOLE, FULL_PACK - HOLE - 1));
        int strip = Arrangement.single(new ObjectId(0, 0), FULL_PACK).get(0).length();
        holes.addAll(List.of(strip - HOLE, strip - 1, strip, 3 * strip - HOLE / 2, 13 * strip - 5));
        new Random(1).ints(6, 0, FULL_PACK - HOLE).forEach(holes::add);
        return holes;
    }

    @Test
    void singleGivesBackEveryMebibyteOfTheSmallestFullPack() throws Exception {
        ObjectId pack = packs.add(FULL_PACK);
        packs.protect(Arrangement.single(pack, FULL_PACK));
        for (int hole : holes()) {
            damage.zero(ObjectNames.pack(pack), hole, HOLE);
            assertThat(packs.rebuild(pack)).as("hole at %d", hole).hasValue(packs.bytes(pack));
            packs.reset(pack);
        }
        damage.truncateBy(ObjectNames.pack(pack), HOLE);
        assertRebuilt(pack);
    }

    @Test
    void singleOfOneStripGivesBackTheWholePack() throws Exception {
        ObjectId pack = packs.add(2 * SEGMENT);
        packs.protect(Arrangement.single(pack, 2 * SEGMENT));
        damage.delete(ObjectNames.pack(pack));
        assertRebuilt(pack);
    }

    @Test
    void nothingIsGivenBackThatNoParityCovers() {
        ObjectId pack = packs.add(100);
        assertThat(new PackRebuilder(packs.objects, MadeUpPacks.control()).rebuild(pack))
                .isEmpty();
    }

    @Test
    void aPackThatIsSoundNeedsNothing() throws Exception {
        ObjectId pack = packs.add(100);
        packs.protect(packs.wholePacks());
        assertThat(new PackRebuilder(packs.objects, MadeUpPacks.control()).rebuild(pack))
                .hasValueSatisfying(rebuilt -> {
                    assertThat(rebuilt.isWhole()).isTrue();
                    assertThat(rebuilt.by()).isEmpty();
                });
    }

    /**
     * Packs of any sizes and damage at any places.
     *
     * @param sizes of the packs
     * @param places of the damage: which pack, the one behind the last being the sum, and a fraction of it in thousandths
     */
    record Case(List<Integer> sizes, List<Place> places, boolean isSingle) {}

    record Place(int pack, int thousandth) {}

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<List<Integer>> sizes = Arbitraries.integers()
                .between(40, 4 * SEGMENT)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
        Arbitrary<List<Place>> places = Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 999))
                .as(Place::new)
                .list()
                .ofMaxSize(6);
        return Combinators.combine(sizes, places, Arbitraries.of(true, false)).as(Case::new);
    }

    /** A byte of damage anywhere: all comes back exactly where no column is hit twice, and never anything wrong. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void givesBackWhatIsHitOnceInAColumn(@ForAll("cases") Case any) throws Exception {
        MadeUpPacks made = new MadeUpPacks();
        any.sizes().forEach(made::add);
        List<Strip> strips = any.isSingle()
                ? Arrangement.single(
                        made.wholePacks().get(0).pack(), any.sizes().get(0))
                : made.wholePacks();
        Parity parity = made.protect(strips);
        Set<List<Integer>> hit = new HashSet<>();
        for (Place place : any.places()) {
            damage(made, parity, place, hit);
        }
        for (Strip strip : strips) {
            boolean isBack = hit.stream()
                    .filter(segment -> segment.get(0) < strips.size()
                            && strips.get(segment.get(0)).pack().equals(strip.pack()))
                    .allMatch(segment -> hit.stream()
                                    .filter(other -> other.get(1).equals(segment.get(1)))
                                    .count()
                            == 1);
            assertThat(made.rebuild(strip.pack()).isPresent()).isEqualTo(isBack);
            if (isBack) {
                assertThat(made.rebuild(strip.pack())).hasValue(made.bytes(strip.pack()));
            }
        }
    }

    /** Changes one byte, once for each segment, and notes its strip and column. */
    private static void damage(MadeUpPacks made, Parity parity, Place place, Set<List<Integer>> hit) {
        int strips = parity.strips().size();
        int strip = Math.min(place.pack(), strips);
        int length = strip == strips
                ? parity.sumLength()
                : parity.strips().get(strip).length();
        int offset = (int) ((long) length * place.thousandth() / 1000);
        if (hit.add(List.of(strip, offset / SEGMENT))) {
            String name = strip == strips
                    ? parity.name()
                    : ObjectNames.pack(parity.strips().get(strip).pack());
            int start = strip == strips
                    ? parity.sumOffset()
                    : parity.strips().get(strip).offset();
            Damage.to(made.store).flipBit(name, start + offset, 3);
        }
    }

    @ParameterizedTest
    @MethodSource("wrongParity")
    void wrongParityGivesBackNothingWrong(int offset) throws Exception {
        ObjectId lost = packs.add(2 * SEGMENT + 5);
        packs.add(2 * SEGMENT);
        Parity parity = packs.protect(packs.wholePacks());
        damage.delete(ObjectNames.pack(lost));
        damage.flipBit(parity.name(), offset, 0);
        packs.rebuild(lost).ifPresent(bytes -> assertThat(bytes).isEqualTo(packs.bytes(lost)));
    }

    static IntStream wrongParity() {
        return IntStream.concat(IntStream.range(0, 200), IntStream.of(SEGMENT, 2 * SEGMENT, -1));
    }

    @Test
    void severalParitiesHelpTogether() throws Exception {
        ObjectId pack = packs.add(40 * SEGMENT);
        packs.protect(Arrangement.single(pack, 40 * SEGMENT));
        packs.protect(List.of(Strip.whole(pack, 40 * SEGMENT)));
        byte[] half = packs.bytes(pack).clone();
        Arrays.fill(half, 0, half.length / 2, (byte) 0);
        packs.store.overwrite(ObjectNames.pack(pack), half);
        assertRebuilt(pack);
    }
}
