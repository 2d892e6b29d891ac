package io.backup4j.store.s3;

import static io.backup4j.store.s3.Calls.names;
import static io.backup4j.store.s3.Calls.put;
import static io.backup4j.store.s3.Calls.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.StoreRefusedException;
import io.backup4j.store.s3.BadNetwork.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service, or the way to it, refuses, and what is said about it. */
@Timeout(60)
class S3RefusalTest {
    private final String bucket = S3Server.newBucket();
    private final BadNetwork network = BadNetwork.before(S3Server.endpoint());
    private final S3Store store = S3Server.store(network.endpoint(), bucket).open();

    @AfterEach
    void close() throws IOException {
        store.close();
        network.close();
    }

    @Test
    void wrongSecret_isNamedWithoutBeingShown() throws IOException {
        try (S3Store wrong = S3Server.store(S3Server.endpoint(), bucket)
                .credentials(S3Server.credentials("wrong secret"))
                .open()) {
            assertThatThrownBy(() -> put(wrong, "a", "x"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("Could not store a in s3://" + bucket, "403", "check the access key")
                    .hasMessageNotContaining("wrong secret");
            assertThatThrownBy(() -> names(wrong)).hasMessageContainingAll("list ''", "check the access key");
        }
    }

    @Test
    void missingBucket_isNoMissingObject() throws IOException {
        try (S3Store nowhere =
                S3Server.store(S3Server.endpoint(), "no-such-bucket").open()) {
            assertThatThrownBy(() -> put(nowhere, "a", "x")).hasMessageContaining("create the bucket");
            assertThatThrownBy(() -> names(nowhere)).hasMessageContaining("create the bucket");
            assertThatThrownBy(() -> read(nowhere, "a"))
                    .isNotInstanceOf(ObjectMissingException.class)
                    .hasMessageContaining("create the bucket");
            assertThatThrownBy(() -> nowhere.delete("a")).hasMessageContaining("create the bucket");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301, PermanentRedirect, the region eu-south-7",
        "400, AuthorizationHeaderMalformed, the region eu-south-7",
        "403, RequestTimeTooSkewed, set the clock",
        "403, AccessDenied, the right s3:GetObject",
        "400, ExpiredToken, get new credentials",
        "403, InvalidObjectState, restore it in the bucket",
        "503, SlowDown, try later"
    })
    void refusal_saysWhatToDo(int status, String code, String advice) {
        network.weather((request, number, server) ->
                Reply.of(HttpMessage.error(status, code, "x-amz-bucket-region: eu-south-7")));

        assertThatThrownBy(() -> read(store, "a"))
                .isInstanceOf(status == 503 ? IOException.class : StoreRefusedException.class)
                .isNotInstanceOf(ObjectMissingException.class)
                .hasMessageContainingAll("Could not read a from s3://" + bucket, "" + status, code, advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BadDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch", "IncompleteBody"})
    void damageOnTheWay_isAFailureThatMayPass(String code) {
        network.weather((request, number, server) -> request.target().equals("a")
                ? Reply.of(HttpMessage.error(400, code))
                : Reply.of(server.answer(request)));

        assertThatThrownBy(() -> put(store, "a", "x"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(StoreRefusedException.class)
                .hasMessageContainingAll("Could not store a in s3://" + bucket, code);
    }

    @Test
    void missingRightToLookAfterStoring_isNoRefusalToStore() throws IOException {
        network.weather((request, number, server) -> request.method().equals("HEAD")
                ? Reply.of(HttpMessage.answer(403, ""))
                : Reply.of(server.answer(request)));

        // The second time the service refuses the upload, and nobody can tell whose object it has.
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> put(store, "a", "x"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(StoreRefusedException.class)
                    .hasMessageContainingAll("Sent a to the bucket " + bucket, "could not see", "403", "s3:GetObject")
                    .hasMessageNotContaining("s3:PutObject");
        }
        assertThat(names(store)).containsExactly("a");
    }

    @Test
    void missingRightToDelete_isNamedAndNothingElseSuffers() throws IOException {
        network.weather((request, number, server) -> request.method().equals("DELETE")
                ? Reply.of(HttpMessage.error(403, "AccessDenied"))
                : Reply.of(server.answer(request)));
        put(store, "a", "x");

        assertThatThrownBy(() -> store.delete("a")).hasMessageContainingAll("delete a", "s3:DeleteObject");
        assertThat(read(store, "a")).isEqualTo("x");
        assertThat(names(store)).containsExactly("a");
    }

    @Test
    void busyService_isAskedAgain() throws IOException {
        network.weather((request, number, server) ->
                number % 4 != 0 ? Reply.of(HttpMessage.error(503, "SlowDown")) : Reply.of(server.answer(request)));
        put(store, "a", "x");

        assertThat(read(store, "a")).isEqualTo("x");
    }

    @Test
    void serviceThatCannotBeReached_isNamed() throws IOException {
        try (S3Store nowhere =
                S3Server.store(URI.create("http://127.0.0.1:1"), bucket).open()) {
            assertThatThrownBy(() -> read(nowhere, "a"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("Could not read a", "Connect");
        }
    }

    @Test
    void stalledConnection_isGivenUp() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        network.weather((request, number, server) -> {
            hold(never);
            return Reply.cut();
        });
        S3Options options = S3Options.defaults().withStallTimeout(Duration.ofMillis(200));
        try (S3Store impatient = S3Server.store(network.endpoint(), bucket)
                .options(options)
                .retries(Retries.none())
                .open()) {
            assertThatThrownBy(() -> names(impatient)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> put(impatient, "a", "x")).isInstanceOf(IOException.class);
        } finally {
            never.countDown();
        }
    }

    @Test
    void stalledAnswer_isGivenUp() throws IOException {
        put(store, "a", "x".repeat(1000));
        CountDownLatch never = new CountDownLatch(1);
        network.hold(never);
        network.weather((request, number, server) -> Reply.half(server.answer(request)));
        S3Options options = S3Options.defaults().withStallTimeout(Duration.ofMillis(200));
        try (S3Store impatient = S3Server.store(network.endpoint(), bucket)
                .options(options)
                .retries(Retries.none())
                .open()) {
            assertThatThrownBy(() -> read(impatient, "a"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Could not read a to its end");
        } finally {
            never.countDown();
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
