package io.backup4j.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.core.internal.KnownAnswers;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.Example;

class ChunkHasherTest {
    /** {@code printf abc | sha256sum}. */
    private static final String SHA_256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final byte[] BYTES = "xabcx".getBytes(StandardCharsets.UTF_8);

    private final KeyTree keys = KeyTree.of(KnownAnswers.REPOSITORY, SecretBytes.owning(KnownAnswers.masterKey()));

    @Example
    void the_sha256_is_the_one_that_sha256sum_prints() {
        assertThat(ChunkHasher.of(keys).sha256(BYTES, 1, 3))
                .isEqualTo(HexFormat.of().parseHex(SHA_256_OF_ABC));
    }

    @Example
    void the_id_of_a_chunk_is_that_of_the_format() {
        ChunkHasher hasher = ChunkHasher.of(keys);
        keys.close();
        for (int round = 0; round < 3; round++) {
            ChunkId id = hasher.id(hasher.sha256(BYTES, 1, 3), 0);
            assertThat(id.toByteArray()).isEqualTo(KnownAnswers.answer("chunk-id-of-abc"));
        }
    }

    @Example
    void without_encryption_the_id_is_the_sha256() {
        ChunkHasher hasher = ChunkHasher.of(KeyTree.unencrypted(KnownAnswers.REPOSITORY));
        assertThat(hasher.id(hasher.sha256(BYTES, 1, 3), 0)).hasToString(SHA_256_OF_ABC);
    }

    @Example
    void a_range_outside_the_array_is_the_callers_mistake() {
        assertThatThrownBy(() -> ChunkHasher.of(keys).sha256(BYTES, 3, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
