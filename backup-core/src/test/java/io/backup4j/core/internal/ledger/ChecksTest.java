package io.backup4j.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final ObjectId PACK = new ObjectId(1, 2);
    private static final RestorePointId POINT = new RestorePointId("00000000000000010000000000000002");

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void isReadAsItWasWritten(@ForAll("checks") Checks checks) {
        assertThat(Checks.read("Ledger", checks.write())).isEqualTo(checks);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void orderOfObjectsDoesNotMatter(
            @ForAll("checks") Checks one, @ForAll("checks") Checks two, @ForAll("checks") Checks three) {
        assertThat(one.and(two).and(three)).isEqualTo(three.and(two.and(one)));
        assertThat(one.and(one)).isEqualTo(one);
    }

    @Test
    void latestHolds_andOfTwoOfOneTimeTheDamaged() {
        assertThat(packAt(5, true).and(packAt(4, false)).isDamaged(PACK)).isFalse();
        assertThat(packAt(5, false).and(packAt(4, true)).isDamaged(PACK)).isTrue();
        assertThat(packAt(5, true).and(packAt(5, false)).isDamaged(PACK)).isTrue();
        assertThat(packAt(5, true).and(packAt(9, true)).checkedAt(PACK)).contains(Instant.ofEpochMilli(9));
    }

    @Test
    void only_forgetsWhatIsGoneAndPointsThatAreSound() {
        Checks sound = new Checks(Map.of(), Map.of(POINT, new Check(Instant.EPOCH, true)));
        Checks damaged = new Checks(Map.of(), Map.of(POINT, new Check(Instant.EPOCH, false)));

        assertThat(sound.only(Set.of(), Set.of(POINT)).isEmpty()).isTrue();
        assertThat(damaged.only(Set.of(), Set.of(POINT)).damagedPoints()).containsExactly(POINT);
        assertThat(damaged.only(Set.of(), Set.of()).isEmpty()).isTrue();
        assertThat(packAt(1, true).only(Set.of(), Set.of()).isEmpty()).isTrue();
    }

    @Test
    void refusesWhatTheFormatDoesNotSay() {
        ByteWriter twice = new ByteWriter(100).varint(2);
        for (int i = 0; i < 2; i++) {
            PACK.writeTo(twice);
            twice.u64(5).u8(0);
        }
        ByteWriter oddResult = new ByteWriter(100).varint(1);
        PACK.writeTo(oddResult);
        oddResult.u64(5).u8(2).varint(0);

        assertRefused(twice.varint(0).toByteArray(), "not behind all smaller ones");
        assertRefused(oddResult.toByteArray(), "result 2");
        assertRefused(new ByteWriter(10).varint(0).varint(0).u8(1).toByteArray(), "");
    }

    private static void assertRefused(byte[] payload, String message) {
        assertThatThrownBy(() -> Checks.read("Ledger x", payload))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("Ledger x")
                .hasMessageContaining(message);
    }

    private static Checks packAt(long millis, boolean sound) {
        return new Checks(Map.of(PACK, new Check(Instant.ofEpochMilli(millis), sound)), Map.of());
    }

    /** Few ids and few times, so that they meet. */
    @Provide
    Arbitrary<Checks> checks() {
        Arbitrary<ObjectId> id = Combinators.combine(
                        Arbitraries.longs().between(-2, 2), Arbitraries.longs().between(-2, 2))
                .as(ObjectId::new);
        Arbitrary<Check> check = Combinators.combine(
                        Arbitraries.longs().between(0, 3).map(Instant::ofEpochMilli), Arbitraries.of(true, false))
                .as(Check::new);
        Arbitrary<Map<ObjectId, Check>> some = Arbitraries.maps(id, check).ofMaxSize(8);
        return Combinators.combine(some, some).as((packs, points) -> new Checks(packs, asPoints(points)));
    }

    private static Map<RestorePointId, Check> asPoints(Map<ObjectId, Check> checks) {
        return checks.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> new RestorePointId(entry.getKey().toHex()), Map.Entry::getValue));
    }
}
