package io.backup4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.StoreRefusedException;
import io.backup4j.store.s3.BadNetwork.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked of a bucket with Object Lock, which no server in memory has. */
class S3LockTest {
    private static final Instant SOON = Instant.parse("2026-12-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    private final BadNetwork network = BadNetwork.before(S3Server.endpoint());
    private final S3Store store =
            store(S3Options.defaults().withLock(ObjectLock.retain(ObjectLock.Mode.GOVERNANCE, Duration.ofDays(30))));

    @AfterEach
    void close() throws IOException {
        store.close();
        network.close();
    }

    @Test
    void protectionThatEndsTooEarly_isExtended() throws IOException {
        lockedUntil("2026-11-30T23:59:59Z");

        assertThat(store.protect("a", SOON, LATER)).isTrue();
        HttpMessage extension = network.requests().get(1);
        assertThat(extension.method()).isEqualTo("PUT");
        assertThat(extension.firstLine()).contains("/a?retention");
        assertThat(extension.text()).contains("<Mode>GOVERNANCE</Mode>", "<RetainUntilDate>2027-01-01T00:00:00Z<");
    }

    @Test
    void objectWithoutProtection_getsOne() throws IOException {
        lockedUntil("");

        assertThat(store.protect("a", SOON, LATER)).isTrue();
        assertThat(network.requests()).hasSize(2);
    }

    @Test
    void protectionThatLastsLongEnough_isLeft() throws IOException {
        lockedUntil("2026-12-01T00:00:00Z");

        assertThat(store.protect("a", SOON, LATER)).isFalse();
        assertThat(network.requests()).hasSize(1);
    }

    @Test
    void whatIsMissingOrRefused_isTold() {
        network.weather((request, number, server) -> Reply.of(HttpMessage.error(404, "NoSuchKey")));
        assertThatExceptionOfType(ObjectMissingException.class).isThrownBy(() -> store.protect("a", SOON, LATER));

        network.weather((request, number, server) -> Reply.of(
                request.method().equals("HEAD")
                        ? HttpMessage.answer(200, "", "ETag: \"1\"")
                        : HttpMessage.error(403, "AccessDenied")));
        assertThatExceptionOfType(StoreRefusedException.class)
                .isThrownBy(() -> store.protect("a", SOON, LATER))
                .withMessageContaining("s3:PutObjectRetention");
    }

    @Test
    void protectionWithoutModeOrSense_isRefused() throws IOException {
        assertThatThrownBy(() -> store.protect("a", LATER, SOON)).isInstanceOf(IllegalArgumentException.class);
        try (S3Store open = store(S3Options.defaults())) {
            assertThatThrownBy(() -> open.protect("a", SOON, LATER))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("mode of Object Lock");
        }
    }

    private void lockedUntil(String moment) {
        network.weather((request, number, server) -> Reply.of(
                moment.isEmpty()
                        ? HttpMessage.answer(200, "", "ETag: \"1\"")
                        : HttpMessage.answer(
                                200, "", "ETag: \"1\"", "x-amz-object-lock-retain-until-date: " + moment)));
    }

    private S3Store store(S3Options options) {
        return S3Server.store(network.endpoint(), "bucket").options(options).open();
    }
}
