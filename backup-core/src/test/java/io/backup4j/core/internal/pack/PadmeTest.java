package io.backup4j.core.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PadmeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "2, 2",
        "7, 7",
        "8, 8",
        "9, 10",
        "100, 104",
        "1000, 1024",
        "1025, 1088",
        "16777216, 16777216",
        "16777217, 17301504",
        "1000000000, 1006632960"
    })
    void roundsUpAsThePaperSays(long length, long padded) {
        assertThat(Padme.pad(length)).isEqualTo(padded);
    }

    @Property
    void costsAtMostTwelvePercentAndChangesNothingTwice(@ForAll @LongRange(min = 0, max = 1L << 40) long length) {
        long padded = Padme.pad(length);

        assertThat(padded).isBetween(length, length + (length * 12 + 99) / 100);
        assertThat(Padme.pad(padded)).isEqualTo(padded);
        assertThat(Padme.pad(length + 1)).isGreaterThanOrEqualTo(padded);
    }
}
