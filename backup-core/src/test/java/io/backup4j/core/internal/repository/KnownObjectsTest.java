package io.backup4j.core.internal.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownObjectsTest {
    private final KnownObjects known = new KnownObjects();

    @Test
    void whatWasNotAskedForLongest_makesRoom() {
        for (int i = 0; i < 16; i++) {
            known.put("o" + i, new byte[1 << 20]);
        }
        assertThat(known.get("o0")).isPresent();
        known.put("new", new byte[1]);

        assertThat(known.get("o0")).isPresent();
        assertThat(known.get("o1")).isEmpty();
        assertThat(known.get("new")).isPresent();
        known.put("o0", new byte[1]);
        known.put("o1", new byte[1 << 19]);
        assertThat(known.get("o2")).isPresent();
    }

    @Test
    void whatIsTooLarge_isNotKept() {
        known.put("large", new byte[(4 << 20) + 1]);
        assertThat(known.get("large")).isEmpty();
        known.put("small", new byte[4 << 20]);
        assertThat(known.get("small")).isPresent();
        known.forgetAll();
        assertThat(known.get("small")).isEmpty();
    }
}
