package io.backup4j.core.internal.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.core.internal.format.ObjectId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class ParityFuzzTest {
    private static final ObjectId ID = new ObjectId(1, 2);
    private static final ObjectId PACK = new ObjectId(3, 4);

    static Stream<byte[]> beginnings() {
        List<Strip> group = List.of(Strip.whole(PACK, 1 << 20), Strip.whole(new ObjectId(5, 6), 40));
        return Fuzz.seeds(
                Stream.of(group, Arrangement.single(PACK, 1 << 20)).map(strips -> new Parity(ID, strips).beginning()));
    }

    @MethodSource("beginnings")
    @FuzzTest
    void beginning(byte[] bytes) {
        for (byte[] any : List.of(bytes, Fuzz.checked(bytes))) {
            Fuzz.read(() -> read(any, bytes.length));
            Fuzz.read(() -> read(any, new Parity(ID, Arrangement.single(PACK, 1 << 20)).size()));
        }
    }

    /** What is read is what would be written, in an object of the right size. */
    private static void read(byte[] bytes, long size) {
        Parity parity = Parity.read(ID, bytes, size);
        assertThat((long) parity.size()).isEqualTo(size);
        assertThat(bytes).startsWith(parity.beginning());
    }
}
