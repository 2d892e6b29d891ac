package io.backup4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectLockTest {
    /** Its end would be no moment that Java or a service can name, so that each upload failed. */
    @Test
    void retentionForEver_isRefused() {
        Duration longest = Duration.ofDays(36_525);
        assertThat(ObjectLock.retain(ObjectLock.Mode.COMPLIANCE, longest).retention())
                .isEqualTo(longest);
        for (Duration retention : List.of(longest.plusNanos(1), ChronoUnit.FOREVER.getDuration())) {
            assertThatThrownBy(() -> ObjectLock.retain(ObjectLock.Mode.GOVERNANCE, retention))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("100 years")
                    .hasMessageContaining("legal hold");
        }
    }
}
