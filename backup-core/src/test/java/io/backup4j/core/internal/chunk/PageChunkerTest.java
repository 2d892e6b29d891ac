package io.backup4j.core.internal.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.core.internal.chunk.Pieces.Piece;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PageChunkerTest {
    private static final int SLOT = 65_536;

    private final Chunker pages = Chunker.pages();

    @Test
    void cutsAtMultiplesWhateverTheContent() {
        assertThat(Pieces.of(pages, bytes(2 * SLOT + 1)).list())
                .containsExactly(new Piece(false, SLOT), new Piece(false, SLOT), new Piece(false, 1));
    }

    @Test
    void piecesOfZerosAreRuns() {
        byte[] content = new byte[4 * SLOT + 5];
        content[2 * SLOT] = 1;

        assertThat(Pieces.of(pages, content).list())
                .containsExactly(new Piece(true, 2 * SLOT), new Piece(false, SLOT), new Piece(true, SLOT + 5));
    }

    @Test
    void aPartIsCutWhereTheWholeWouldBe() {
        byte[] part = bytes(SLOT);
        pages.begin(10L * SLOT - 4096);

        assertThat(pages.next(part, 0, SLOT, true)).isEqualTo(4096);
        assertThat(pages.next(part, 4096, SLOT, true)).isEqualTo(SLOT);
    }

    @Test
    void noBytesGiveNoPiece() {
        assertThat(Pieces.of(pages, new byte[0]).list()).isEmpty();
    }

    @Property(tries = 50)
    void cutsTheSameHoweverTheContentArrives(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 100_000) int largestRead) {
        Random random = new Random(seed);
        byte[] content = new byte[random.nextInt(4 * SLOT)];
        for (int write = 0; content.length > 0 && write < 3; write++) {
            content[random.nextInt(content.length)] = 1;
        }

        assertThat(Pieces.of(pages, content, largestRead, random)).isEqualTo(Pieces.of(pages, content));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 9);
        return bytes;
    }
}
