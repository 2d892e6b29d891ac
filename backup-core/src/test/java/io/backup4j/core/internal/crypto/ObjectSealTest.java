package io.backup4j.core.internal.crypto;

import static io.backup4j.core.internal.KnownAnswers.PACK_NAME;
import static io.backup4j.core.internal.KnownAnswers.POINT_NAME;
import static io.backup4j.core.internal.KnownAnswers.SALT;
import static io.backup4j.core.internal.KnownAnswers.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.KnownAnswers;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Security;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class ObjectSealTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private final Ciphers ciphers = Ciphers.ofPlatform();
    private static final SealedHead HEAD = new SealedHead(0, SALT);

    private final KeyTree keys = keys(KnownAnswers.masterKey());
    private final ObjectSeal pack = seal(keys, PACK_NAME);
    private final ObjectSeal plain =
            KeyTree.unencrypted(KnownAnswers.REPOSITORY).seal(ObjectKind.PACK, PACK_NAME, HEAD, Ciphers.ofPlatform());

    @Example
    void sealed_bytes_are_those_of_the_format() throws Exception {
        ObjectSeal point = keys.seal(ObjectKind.RESTORE_POINT, POINT_NAME, HEAD, Ciphers.ofPlatform());
        assertThat(sealed(point, HELLO, 0)).isEqualTo(answer("sealed-hello-point"));
        assertThat(sealed(pack, HELLO, ObjectSeal.DIRECTORY_ORDINAL)).isEqualTo(answer("sealed-hello-directory"));
        byte[] payload = new byte[2 * 65_536 + 1];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i % 251);
        }
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(sealed(pack, payload, 7));
        assertThat(digest).isEqualTo(answer("sealed-long-sha256"));
    }

    @Property(tries = 60)
    void what_is_sealed_opens(
            @ForAll("lengths") int length, @ForAll boolean encrypted, @ForAll int ordinal, @ForAll long seed) {
        ObjectId newSalt = new ObjectId(seed, length);
        ObjectSeal seal =
                encrypted ? keys.seal(ObjectKind.PACK, PACK_NAME, new SealedHead(0, newSalt), ciphers) : plain;
        byte[] payload = noise(length, seed);
        byte[] sealed = sealed(seal, payload, ordinal);
        int records = (length + 65_535) / 65_536;
        assertThat(sealed).hasSize(length + (encrypted ? 16 * records : 0));
        assertThat(seal.payloadLength(sealed.length)).isEqualTo(length);
        assertThat(opened(seal, sealed, ordinal)).isEqualTo(payload);
    }

    @Example
    void every_flipped_bit_is_noticed() {
        byte[] sealed = sealed(pack, noise(40, 1), 3);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(pack, flipped, 3);
        }
    }

    @Example
    void a_flipped_bit_in_any_record_is_noticed_and_the_record_named() {
        byte[] sealed = sealed(pack, noise(150_000, 1), 3);
        for (int record = 0; record < 3; record++) {
            byte[] flipped = sealed.clone();
            flipped[record * 65_552 + 9] ^= 1;
            assertThatThrownBy(() -> opened(pack, flipped, 3))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageStartingWith("Pack " + PACK_NAME + " is damaged: record " + record + " of block 3 ");
        }
    }

    @Example
    void every_cut_is_noticed() {
        byte[] sealed = sealed(pack, noise(2 * 65_536 + 40, 1), 0);
        for (int length = 0; length < 100; length++) {
            assertRefused(pack, Arrays.copyOf(sealed, length), 0);
        }
        for (int length :
                new int[] {65_551, 65_552, 65_553, 131_103, 131_104, 131_105, sealed.length - 1, sealed.length + 1}) {
            assertRefused(pack, Arrays.copyOf(sealed, length), 0);
        }
    }

    @Example
    void another_place_is_noticed() {
        byte[] sealed = sealed(pack, HELLO, 3);
        assertRefused(pack, sealed, 4);
        assertRefused(pack, sealed, ObjectSeal.DIRECTORY_ORDINAL);
        assertRefused(seal(keys, "packs/01/other"), sealed, 3);
        assertRefused(keys.seal(ObjectKind.INDEX_SEGMENT, PACK_NAME, HEAD, Ciphers.ofPlatform()), sealed, 3);
        assertRefused(
                keys.seal(ObjectKind.PACK, PACK_NAME, new SealedHead(0, new ObjectId(1, 2)), Ciphers.ofPlatform()),
                sealed,
                3);
        assertRefused(seal(keys(new byte[32]), PACK_NAME), sealed, 3);
        KeyTree otherRepository = KeyTree.of(new ObjectId(1, 2), SecretBytes.owning(KnownAnswers.masterKey()));
        assertRefused(seal(otherRepository, PACK_NAME), sealed, 3);
    }

    @Example
    void the_largest_ordinal_is_written_as_unsigned() {
        byte[] sealed = sealed(pack, HELLO, 0);
        assertThatThrownBy(() -> opened(pack, sealed, ObjectSeal.DIRECTORY_ORDINAL))
                .hasMessageContaining("record 0 of block 4294967295 ");
    }

    @Example
    void swapped_records_are_noticed() {
        byte[] sealed = sealed(pack, noise(3 * 65_536, 1), 0);
        byte[] swapped = sealed.clone();
        System.arraycopy(sealed, 0, swapped, 65_552, 65_552);
        System.arraycopy(sealed, 65_552, swapped, 0, 65_552);
        assertRefused(pack, swapped, 0);
    }

    @Example
    void offsets_are_kept_and_nothing_beside_the_ranges_is_touched() {
        for (ObjectSeal seal : new ObjectSeal[] {pack, plain}) {
            byte[] payload = noise(70_000, 1);
            byte[] sealed = new byte[70_100];
            byte[] result = new byte[70_100];
            int length = seal.seal(payload, 10, 69_000, 1, sealed, 7);
            assertThat(Arrays.copyOf(sealed, 7)).containsOnly(0);
            assertThat(Arrays.copyOfRange(sealed, 7 + length, sealed.length)).containsOnly(0);
            seal.open(sealed, 7, length, 1, result, 3);
            assertThat(Arrays.copyOfRange(result, 3, 69_003)).isEqualTo(Arrays.copyOfRange(payload, 10, 69_010));
            assertThat(Arrays.copyOfRange(result, 69_003, result.length)).containsOnly(0);
        }
    }

    @Example
    void lengths_have_bounds() {
        for (ObjectSeal seal : new ObjectSeal[] {pack, plain}) {
            assertThatThrownBy(() -> seal.sealedLength(4)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> seal.sealedLength(ObjectSeal.LONGEST_PAYLOAD + 1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(seal.sealedLength(ObjectSeal.LONGEST_PAYLOAD)).isPositive();
            assertThatThrownBy(() -> seal.payloadLength(4)).isInstanceOf(CorruptDataException.class);
            assertThatThrownBy(() -> seal.payloadLength(Integer.MAX_VALUE)).isInstanceOf(CorruptDataException.class);
            assertThatThrownBy(() -> seal.seal(HELLO, 0, 5, 0, new byte[4], 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> seal.seal(HELLO, 1, 5, 0, new byte[99], 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            byte[] sealed = sealed(seal, HELLO, 0);
            assertThatThrownBy(() -> seal.open(sealed, 0, sealed.length, 0, new byte[4], 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> seal.open(sealed, 1, sealed.length, 0, new byte[99], 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Example
    void the_same_place_is_not_sealed_twice() {
        assertThat(sealed(pack, HELLO, 0)).hasSize(21);
        assertThatThrownBy(() -> sealed(pack, HELLO, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Example
    void one_cipher_serves_many_objects_in_turn() {
        Ciphers ciphers = Ciphers.ofPlatform();
        ObjectSeal one = keys.seal(ObjectKind.PACK, "packs/1", HEAD, ciphers);
        ObjectSeal two = keys.seal(ObjectKind.PACK, "packs/2", HEAD, ciphers);
        byte[] sealedByOne = sealed(one, HELLO, 0);
        byte[] sealedByTwo = sealed(two, HELLO, 0);
        assertThat(opened(one, sealedByOne, 0)).isEqualTo(HELLO);
        assertThat(opened(two, sealedByTwo, 0)).isEqualTo(HELLO);
        assertRefused(two, sealedByOne, 0);
        assertThat(opened(two, sealedByTwo, 0)).isEqualTo(HELLO);
    }

    @Example
    void a_provider_can_be_given() {
        Ciphers given = Ciphers.of(Security.getProvider("SunJCE"));
        assertThat(sealed(keys.seal(ObjectKind.PACK, PACK_NAME, HEAD, given), HELLO, ObjectSeal.DIRECTORY_ORDINAL))
                .isEqualTo(answer("sealed-hello-directory"));
        Ciphers useless = Ciphers.of(Security.getProvider("SUN"));
        assertThatThrownBy(() -> keys.seal(ObjectKind.PACK, PACK_NAME, HEAD, useless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("provider SUN does not know AES/GCM/NoPadding");
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(5, 6, 16, 65_531, 65_535, 65_536, 65_537, 131_072, (1 << 20) + 1)),
                Tuple.of(1, Arbitraries.integers().between(5, 300_000)));
    }

    private static void assertRefused(ObjectSeal seal, byte[] sealed, int ordinal) {
        assertThatThrownBy(() -> opened(seal, sealed, ordinal))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining(" is damaged: ");
    }

    private static byte[] sealed(ObjectSeal seal, byte[] payload, int ordinal) {
        byte[] sealed = new byte[seal.sealedLength(payload.length)];
        assertThat(seal.seal(payload, 0, payload.length, ordinal, sealed, 0)).isEqualTo(sealed.length);
        return sealed;
    }

    private static byte[] opened(ObjectSeal seal, byte[] sealed, int ordinal) {
        byte[] payload = new byte[seal.payloadLength(sealed.length)];
        assertThat(seal.open(sealed, 0, sealed.length, ordinal, payload, 0)).isEqualTo(payload.length);
        return payload;
    }

    private static ObjectSeal seal(KeyTree keys, String name) {
        return keys.seal(ObjectKind.PACK, name, HEAD, Ciphers.ofPlatform());
    }

    private static KeyTree keys(byte[] masterKey) {
        return KeyTree.of(KnownAnswers.REPOSITORY, SecretBytes.owning(masterKey));
    }

    private static byte[] noise(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
