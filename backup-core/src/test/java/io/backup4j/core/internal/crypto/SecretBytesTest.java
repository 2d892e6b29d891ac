package io.backup4j.core.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.core.internal.FixedRandom;
import io.backup4j.core.internal.KnownAnswers;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SecretBytesTest {
    @Test
    void closing_wipes() {
        byte[] bytes = {1, 2, 3};
        SecretBytes secret = SecretBytes.owning(bytes);
        assertThat(secret.bytes()).isSameAs(bytes);
        secret.close();
        secret.close();
        assertThat(bytes).containsOnly(0);
        assertThatThrownBy(secret::bytes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wiped");
    }

    @Test
    void a_copy_is_a_copy() {
        byte[] bytes = {1, 2, 3};
        SecretBytes.copyOf(bytes).close();
        assertThat(bytes).containsExactly(1, 2, 3);
    }

    @Test
    void random_ones_come_from_the_generator() {
        assertThat(SecretBytes.random(4, new FixedRandom()).bytes()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void nothing_says_what_the_key_is() {
        SecretBytes secret = SecretBytes.owning(KnownAnswers.masterKey());
        String hex = HexFormat.of().formatHex(secret.bytes(), 0, 4);
        assertThat(secret.toString()).doesNotContain(hex).isEqualTo("SecretBytes");
        assertThat(KeyTree.of(KnownAnswers.REPOSITORY, secret).toString())
                .doesNotContain(hex)
                .isEqualTo("KeyTree of repository " + KnownAnswers.REPOSITORY);
    }
}
