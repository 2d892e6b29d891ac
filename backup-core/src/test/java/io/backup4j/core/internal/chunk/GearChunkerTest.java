package io.backup4j.core.internal.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.backup4j.core.internal.chunk.Pieces.Piece;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GearChunkerTest {
    private static final ChunkerParameters SMALL = new ChunkerParameters(256, 1024, 8192);
    private static final long[] TABLE = new Random(20_261_121).longs(256).toArray();

    private final Chunker small = Chunker.gear(SMALL, TABLE);
    private final Chunker standard = Chunker.gear(ChunkerParameters.STANDARD, TABLE);

    @Test
    void cutsKnownContentAtKnownPlaces() {
        Pieces pieces = Pieces.of(standard, randomBytes(1 << 20, 1));

        assertThat(pieces.ends())
                .containsExactly(
                        91_869L,
                        168_893L,
                        208_758L,
                        288_101L,
                        350_781L,
                        419_103L,
                        485_007L,
                        534_793L,
                        605_858L,
                        662_946L,
                        714_842L,
                        808_633L,
                        884_510L,
                        989_289L,
                        1_048_576L);
    }

    @Property(tries = 200)
    void cutsWhereTheFormatSays(@ForAll long seed) {
        byte[] content = mixedContent(new Random(seed));

        assertThat(Pieces.of(small, content)).isEqualTo(new SlowGear(SMALL, TABLE).cut(content));
    }

    @Property(tries = 300)
    void cutsTheSameHoweverTheContentArrives(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 20_000) int largestRead) {
        Random random = new Random(seed);
        byte[] content = mixedContent(random);

        assertThat(Pieces.of(small, content, largestRead, random)).isEqualTo(Pieces.of(small, content));
    }

    @Test
    void cutsTheSameWhenBytesArriveOneByOne() {
        byte[] content = mixedContent(new Random(7));

        assertThat(Pieces.of(small, content, 1, new Random(7))).isEqualTo(Pieces.of(small, content));
    }

    @Property(tries = 100)
    void anInsertionMovesOnlyWhatIsNearIt(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] content = randomBytes(1 << 18, seed);
        int place = random.nextInt(content.length / 2);
        byte[] longer = insert(content, place, randomBytes(1 + random.nextInt(100), seed + 1));

        Set<Long> moved = new HashSet<>(distancesFromTheEnd(content));
        moved.removeAll(distancesFromTheEnd(longer));

        assertThat(moved).allMatch(distance -> distance > content.length - place - 40L * SMALL.average());
    }

    @Test
    void sizesStayInBoundsAndNearTheAverage() {
        List<Piece> pieces = Pieces.of(standard, randomBytes(32 << 20, 3)).list();

        assertThat(pieces.subList(0, pieces.size() - 1))
                .allMatch(piece -> piece.length() > ChunkerParameters.STANDARD.minimum())
                .allMatch(piece -> piece.length() <= ChunkerParameters.STANDARD.maximum());
        assertThat((32 << 20) / pieces.size()).isBetween(50 << 10, 100 << 10);
    }

    @Test
    void contentWithoutAnyBoundaryIsCutAtTheMaximum() {
        byte[] content = new byte[20_000];
        Arrays.fill(content, (byte) 1);

        // One value only: the hash settles at a number that is no boundary.
        assertThat(Pieces.of(small, content).list())
                .containsExactly(new Piece(false, 8192), new Piece(false, 8192), new Piece(false, 3616));
    }

    @Test
    void noBytesGiveNoPiece() {
        assertThat(Pieces.of(standard, new byte[0]).list()).isEmpty();
    }

    @Test
    void oneByteIsAChunkEvenWhenItIsZero() {
        assertThat(Pieces.of(standard, new byte[1]).list()).containsExactly(new Piece(false, 1));
        assertThat(Pieces.of(standard, new byte[] {7}).list()).containsExactly(new Piece(false, 1));
    }

    @Test
    void zerosAloneAreARunFromFourKibibytesOn() {
        assertThat(Pieces.of(standard, new byte[4095]).list()).containsExactly(new Piece(false, 4095));
        assertThat(Pieces.of(standard, new byte[4096]).list()).containsExactly(new Piece(true, 4096));
        assertThat(Pieces.of(standard, new byte[10 << 20]).list()).containsExactly(new Piece(true, 10 << 20));
    }

    @Test
    void zerosInTheMiddleAreARunFromTheMinimumOn() {
        byte[] content = randomBytes(1000, 5);
        content[0] = 1;

        assertThat(Pieces.of(standard, join(new byte[32_768], content)).list())
                .containsExactly(new Piece(true, 32_768), new Piece(false, 1000));
        assertThat(Pieces.of(standard, join(new byte[32_767], content)).list())
                .containsExactly(new Piece(false, 33_767));
    }

    @Test
    void zerosThatFollowARunInTheNextBufferBelongToIt() {
        byte[] first = new byte[40_000];
        byte[] second = {0, 0, 1};
        standard.begin(0);

        assertThat(standard.next(first, 0, first.length, false)).isEqualTo(first.length);
        assertThat(standard.next(second, 0, second.length, true)).isEqualTo(2);
        assertThat(standard.zeros()).isTrue();
        assertThat(standard.next(second, 2, second.length, true)).isEqualTo(3);
        assertThat(standard.zeros()).isFalse();
    }

    @Test
    void anotherContentDoesNotContinueARun() {
        standard.begin(0);
        standard.next(new byte[40_000], 0, 40_000, false);
        standard.begin(0);

        assertThat(standard.next(new byte[2], 0, 2, true)).isEqualTo(2);
        assertThat(standard.zeros()).isFalse();
    }

    @Test
    void neverNeedsMoreThanTheMaximum() {
        byte[] content = new byte[SMALL.maximum()];
        Arrays.fill(content, (byte) 1);
        small.begin(0);

        assertThat(small.next(content, 0, content.length - 1, false)).isZero();
        assertThat(small.next(content, 0, content.length, false)).isEqualTo(content.length);
    }

    @Test
    void aTableOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chunker.gear(SMALL, new long[255]))
                .withMessageContaining("255");
    }

    /** Random bytes, bytes of few values, zeros and alternating bytes, one after the other. */
    private static byte[] mixedContent(Random random) {
        byte[] content = new byte[random.nextInt(40_000)];
        for (int at = 0; at < content.length; ) {
            int to = Math.min(content.length, at + 1 + random.nextInt(1 << random.nextInt(15)));
            int kind = random.nextInt(4);
            for (int index = at; index < to; index++) {
                content[index] = (byte) (kind == 0 ? 0 : kind == 1 ? index & 1 : random.nextInt(kind == 2 ? 3 : 256));
            }
            at = to;
        }
        return content;
    }

    private List<Long> distancesFromTheEnd(byte[] content) {
        return Pieces.of(small, content).ends().stream()
                .map(end -> content.length - end)
                .toList();
    }

    private static byte[] insert(byte[] content, int place, byte[] more) {
        return join(join(Arrays.copyOf(content, place), more), Arrays.copyOfRange(content, place, content.length));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] randomBytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
