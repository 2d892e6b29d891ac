package io.backup4j.store.s3;

import static io.backup4j.store.s3.Calls.names;
import static io.backup4j.store.s3.Calls.put;
import static io.backup4j.store.s3.Calls.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ObjectBody;
import io.backup4j.store.s3.BadNetwork.Reply;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the options put into the requests; most of it no server in memory understands. */
class S3OptionsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final BadNetwork network = BadNetwork.before(S3Server.endpoint());

    @AfterEach
    void close() throws IOException {
        network.close();
    }

    @Test
    void newObjects_areStoredAsTheOptionsSay() throws IOException {
        network.weather((request, number, server) -> Reply.of(agree(request)));
        S3Options options = S3Options.defaults()
                .withStorageClass("STANDARD_IA")
                .withEncryption(S3Encryption.kms("alias/backups"))
                .withLock(ObjectLock.retain(ObjectLock.Mode.COMPLIANCE, Duration.ofDays(30))
                        .withLegalHold())
                .withRequesterPays()
                .withTags(Map.of("team", "a b", "kind", "backup"));
        try (S3Store store = store(options)) {
            put(store, "a", "x");
        }

        HttpMessage request = network.requests().get(1);
        assertThat(request.target()).isEqualTo("a");
        assertThat(request.header("x-amz-storage-class")).contains("STANDARD_IA");
        assertThat(request.header("x-amz-server-side-encryption")).contains("aws:kms");
        assertThat(request.header("x-amz-server-side-encryption-aws-kms-key-id"))
                .contains("alias/backups");
        assertThat(request.header("x-amz-object-lock-mode")).contains("COMPLIANCE");
        assertThat(request.header("x-amz-object-lock-retain-until-date").map(Instant::parse))
                .contains(NOW.plus(Duration.ofDays(30)));
        assertThat(request.header("x-amz-object-lock-legal-hold")).contains("ON");
        assertThat(request.header("x-amz-request-payer")).contains("requester");
        assertThat(request.header("x-amz-tagging")).contains("kind=backup&team=a+b");
        assertThat(network.requests().get(2).header("x-amz-request-payer")).contains("requester");
    }

    @Test
    void defaults_sendNothingThatIsNotNeeded() throws IOException {
        network.weather((request, number, server) -> Reply.of(agree(request)));
        try (S3Store store = store(S3Options.defaults())) {
            put(store, "a", "x");
        }

        HttpMessage request = network.requests().get(1);
        assertThat(request.headers().stream()
                        .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT))
                        .filter(name -> name.startsWith("x-amz-")))
                .containsExactlyInAnyOrder(
                        "x-amz-checksum-sha256", "x-amz-content-sha256", "x-amz-date", "x-amz-meta-backup4j-upload");
    }

    @Test
    void checksums_areSentAsTheModeSays() throws IOException {
        network.weather((request, number, server) -> Reply.of(agree(request)));
        for (ChecksumMode mode : ChecksumMode.values()) {
            network.clear();
            try (S3Store store = store(S3Options.defaults().withChecksums(mode))) {
                put(store, "a", "x");
            }
            HttpMessage request = network.requests().get(1);
            assertThat(request.header("x-amz-checksum-sha256").isPresent()).isEqualTo(mode == ChecksumMode.HEADER);
            assertThat(request.header("x-amz-trailer").isPresent()).isEqualTo(mode == ChecksumMode.TRAILER);
            assertThat(request.header("content-md5").isPresent()).isEqualTo(mode == ChecksumMode.REQUIRED_ONLY);
        }
    }

    @Test
    void bodyThatChangesOnItsWay_isRefusedByTheService() throws IOException {
        String bucket = S3Server.newBucket();
        for (ChecksumMode mode : ChecksumMode.values()) {
            int[] reads = {0};
            ObjectBody fickle = new ObjectBody() {
                @Override
                public long length() {
                    return 3;
                }

                @Override
                public java.io.InputStream open() {
                    byte last = (byte) (mode == ChecksumMode.TRAILER ? 0 : ++reads[0]);
                    return new java.io.ByteArrayInputStream(new byte[] {1, 2, last});
                }
            };
            try (S3Store store = S3Server.store(S3Server.endpoint(), bucket)
                    .options(S3Options.defaults().withChecksums(mode))
                    .open()) {
                if (mode == ChecksumMode.TRAILER) {
                    store.put("same", fickle);
                } else {
                    assertThatThrownBy(() -> store.put("fickle", fickle)).isInstanceOf(IOException.class);
                }
                assertThat(names(store)).doesNotContain("fickle");
            }
        }
    }

    @Test
    void clientThatIsPassedIn_staysOpen() throws IOException {
        String bucket = S3Server.newBucket();
        S3Store store =
                S3Store.of(S3Server.client(), bucket, S3Options.defaults().withPrefix("here"));
        put(store, "a", "x");
        store.close();

        assertThat(store.location()).isEqualTo("s3://" + bucket + "/here");
        assertThat(read(S3Store.of(S3Server.client(), bucket, S3Options.defaults()), "here/a"))
                .isEqualTo("x");
    }

    @Test
    void nonsense_isRefusedAtOnce() {
        S3Options options = S3Options.defaults();
        for (String prefix : new String[] {"/a", "a//b", "/"}) {
            assertThatThrownBy(() -> options.withPrefix(prefix)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> options.withMultipartAbove(1)).hasMessageContaining("choose");
        assertThatThrownBy(() -> options.withStallTimeout(Duration.ZERO)).hasMessageContaining("positive");
        assertThatThrownBy(() -> ObjectLock.retain(ObjectLock.Mode.GOVERNANCE, Duration.ZERO))
                .hasMessageContaining("GOVERNANCE");
        assertThatThrownBy(() -> S3Encryption.kms("")).hasMessageContaining("empty");
    }

    @Test
    void parts_staySoFewAsTheServiceAllows() {
        assertThat(MultipartUpload.partBytes(100L << 20, 64L << 20)).isEqualTo(16L << 20);
        assertThat(MultipartUpload.partBytes(100L << 20, 5L << 20)).isEqualTo(5L << 20);
        assertThat(MultipartUpload.partBytes(5L << 40, 64L << 20) * 10_000).isGreaterThanOrEqualTo(5L << 40);
    }

    private S3Store store(S3Options options) {
        return S3Server.store(network.endpoint(), "bucket")
                .options(options)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .open();
    }

    /** A service that understands all headers and keeps nothing. */
    private HttpMessage agree(HttpMessage request) {
        if (request.target().startsWith(".")) {
            return HttpMessage.error(412, "PreconditionFailed");
        }
        if (request.method().equals("PUT")) {
            return HttpMessage.answer(200, "", "ETag: \"1\"");
        }
        String label =
                network.requests().get(1).header("x-amz-meta-backup4j-upload").orElseThrow();
        return HttpMessage.answer(200, "", "x-amz-meta-backup4j-upload: " + label, "Content-Length: 1");
    }
}
