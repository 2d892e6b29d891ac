package io.backup4j.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResolutionTest {
    static final Resolution SAMPLE = new Resolution(
            300,
            Set.of(new RestorePointId("0".repeat(31) + "1"), new RestorePointId("f".repeat(32))),
            Set.of(ObjectId.fromHex("80" + "0".repeat(30)), ObjectId.fromHex("7f".repeat(16))),
            Map.of(ObjectId.fromHex("a".repeat(32)), Instant.ofEpochMilli(-5)));

    @Test
    void readsWhatItWrites() {
        assertThat(Resolution.read("it", 300, SAMPLE.write())).contains(SAMPLE);
        assertThat(Resolution.read("it", 300, Resolution.aborted(300))).isEmpty();
        Resolution.checkClosing("it", 300, Resolution.closing(300));
    }

    @Test
    void decidesByMembership() {
        assertThat(SAMPLE.knows(new RestorePointId("f".repeat(32)))).isTrue();
        assertThat(SAMPLE.knows(new RestorePointId("e".repeat(32)))).isFalse();
        assertThat(SAMPLE.condemns(ObjectId.fromHex("7f".repeat(16)))).isTrue();
        assertThat(SAMPLE.condemns(ObjectId.fromHex("a".repeat(32)))).isFalse();
    }

    @Test
    void refusesWhatIsCutLongerOrOfAnotherNumber() {
        byte[] whole = SAMPLE.write();
        for (int length = 0; length < whole.length; length++) {
            assertCorrupt(Arrays.copyOf(whole, length));
        }
        assertCorrupt(Arrays.copyOf(whole, whole.length + 1));
        assertCorrupt(Resolution.aborted(301));
        assertCorrupt(new ByteWriter(9).varint(300).u8(2).toByteArray());
        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> Resolution.checkClosing("it", 7, Resolution.closing(8)))
                .withMessageContaining("collection 8 instead of 7");
        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> Resolution.checkClosing("it", 7, Resolution.aborted(7)));
    }

    @Test
    void refusesIdsThatDoNotAscend() {
        ObjectId low = ObjectId.fromHex("7f".repeat(16));
        ObjectId high = ObjectId.fromHex("80".repeat(16));
        Resolution.read("it", 300, condemning(low, high));
        assertCorrupt(condemning(high, low));
        assertCorrupt(condemning(low, low));
    }

    private static byte[] condemning(ObjectId first, ObjectId second) {
        ByteWriter out = new ByteWriter(64).varint(300).u8(1).varint(0).varint(2);
        first.writeTo(out);
        second.writeTo(out);
        return out.varint(0).toByteArray();
    }

    private static void assertCorrupt(byte[] payload) {
        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> Resolution.read("it", 300, payload))
                .withMessageContaining("it");
    }
}
