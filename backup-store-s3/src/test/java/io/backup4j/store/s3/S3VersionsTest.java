package io.backup4j.store.s3;

import static io.backup4j.store.s3.Calls.names;
import static io.backup4j.store.s3.Calls.put;
import static io.backup4j.store.s3.Calls.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.store.s3.BadNetwork.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Buckets that keep what was deleted. */
class S3VersionsTest {
    private final String bucket = S3Server.newBucket();
    private final BadNetwork network = BadNetwork.before(S3Server.endpoint());
    private final S3Store store = S3Server.store(network.endpoint(), bucket)
            .options(S3Options.defaults().withPrefix("here"))
            .open();

    @AfterEach
    void close() throws IOException {
        store.close();
        network.close();
    }

    @Test
    void deletedObject_isGoneNowAndThereThen() throws IOException {
        S3Server.client()
                .putBucketVersioning(request -> request.bucket(bucket)
                        .versioningConfiguration(all -> all.status(BucketVersioningStatus.ENABLED)));
        put(store, "a", "first");
        store.delete("a");
        assertThat(names(store)).isEmpty();
        assertThatThrownBy(() -> read(store, "a")).isInstanceOf(ObjectMissingException.class);
        put(store, "a", "second");

        Instant now = Instant.now();
        assertThat(names(store.asOf(now.minus(Duration.ofHours(1))))).isEmpty();
        BackupStore soon = store.asOf(now.plus(Duration.ofHours(1)));
        assertThat(names(soon)).containsExactly("a");
        assertThat(read(soon, "a")).isEqualTo("second");
    }

    @Test
    void versionsAndMarkers_tellWhatWasThere() throws IOException {
        network.weather((request, number, server) -> Reply.of(HttpMessage.answer(200, VERSIONS)));

        assertThat(names(store.asOf(at("09:59:59")))).isEmpty();
        assertThat(names(store.asOf(at("10:00:00")))).containsExactly("a");
        assertThat(names(store.asOf(at("11:59:59")))).containsExactlyInAnyOrder("a", "b");
        assertThat(names(store.asOf(at("12:00:00")))).containsExactly("b");
        assertThat(names(store.asOf(at("13:00:00")))).containsExactlyInAnyOrder("a", "b");
        assertThat(names(store.asOf(at("14:00:00")))).containsExactly("a");
    }

    @Test
    void theVersionOfThatTime_isRead() throws IOException {
        network.weather((request, number, server) ->
                Reply.of(HttpMessage.answer(200, request.method().equals("GET") && number > 1 ? "x" : VERSIONS)));
        BackupStore past = store.asOf(at("11:00:00"));

        assertThat(read(past, "a")).isEqualTo("x");
        assertThat(network.lines().get(1)).isEqualTo("GET here/a?versionId=a1");
        assertThatThrownBy(() -> read(past, "c")).isInstanceOf(ObjectMissingException.class);
        assertThat(network.requests()).hasSize(2);
    }

    @Test
    void past_cannotBeChanged() {
        BackupStore past = store.asOf(at("11:00:00"));

        assertThat(past.location()).isEqualTo("s3://" + bucket + "/here as of 2026-01-01T11:00:00Z");
        assertThatThrownBy(() -> put(past, "a", "x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the past cannot be changed");
        assertThatThrownBy(() -> past.delete("a")).hasMessageContaining("the past cannot be changed");
        assertThat(network.requests()).isEmpty();
    }

    private static Instant at(String time) {
        return Instant.parse("2026-01-01T" + time + "Z");
    }

    private static String version(String tag, String key, String id, String time, boolean latest) {
        return "<" + tag + "><Key>here/" + key + "</Key><VersionId>" + id + "</VersionId><IsLatest>" + latest
                + "</IsLatest><LastModified>2026-01-01T" + time + "Z</LastModified><Size>1</Size></" + tag + ">";
    }

    /** a: put, deleted, put. b: put; deleted and put and deleted within one second. C is not ours. */
    private static final String VERSIONS = "<ListVersionsResult><IsTruncated>false</IsTruncated>"
            + version("Version", "a", "a3", "13:00:00", true)
            + version("DeleteMarker", "a", "a2", "12:00:00", false)
            + version("Version", "a", "a1", "10:00:00", false)
            + version("DeleteMarker", "b", "b4", "14:00:00", true)
            + version("Version", "b", "b3", "14:00:00", false)
            + version("Version", "b", "b1", "11:30:00", false)
            + version("Version", "C", "c", "10:00:00", true)
            + "</ListVersionsResult>";
}
