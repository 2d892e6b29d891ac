package io.backup4j.store.s3;

import static io.backup4j.store.s3.Calls.names;
import static io.backup4j.store.s3.Calls.put;
import static io.backup4j.store.s3.Calls.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.store.s3.BadNetwork.Reply;
import io.backup4j.store.s3.BadNetwork.Weather;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** The network fails at every request in turn, before the service has heard of it or after. */
class S3CutsTest {
    private final String bucket = S3Server.newBucket();
    private final BadNetwork network = BadNetwork.before(S3Server.endpoint());

    @AfterEach
    void close() throws IOException {
        network.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneCut_isNotNoticed(boolean after) throws IOException {
        int requests = countRequests();
        for (int cut = 1; cut <= requests; cut++) {
            network.clear();
            network.weather(cutAt(cut, cut, after));
            try (S3Store store = S3Server.store(network.endpoint(), bucket).open()) {
                scenario(store, "cut" + cut + after);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failedPut_canBeRepeated(boolean after) throws IOException {
        int requests = countRequests();
        for (int cut = 1; cut <= requests; cut++) {
            String name = "dead" + cut + after;
            network.clear();
            network.weather(cutAt(cut, Integer.MAX_VALUE, after));
            boolean stored = tryPut(name);
            network.weather(Weather.FINE);
            try (S3Store store = S3Server.store(network.endpoint(), bucket).open()) {
                assertThat(!stored || names(store).contains(name))
                        .as("stored %s", name)
                        .isTrue();
                putUnlessThere(store, name);
                assertThat(read(store, name)).isEqualTo("content");
            }
        }
    }

    @Test
    void partsOfAFailedUpload_areRemoved() throws IOException {
        network.weather((request, number, server) ->
                request.target().contains("partNumber=2") ? Reply.cut() : Reply.of(server.answer(request)));
        S3Options options = S3Options.defaults().withMultipartAbove(S3Options.SMALLEST_PART);
        byte[] large = new byte[(int) S3Options.SMALLEST_PART + 1];
        try (S3Store store =
                S3Server.store(network.endpoint(), bucket).options(options).open()) {
            assertThat(stores(store, large)).isFalse();
            assertNoPartsAreLeft();
            network.weather(Weather.FINE);
            assertThat(stores(store, large)).isTrue();
            assertThat(read(store, "large")).hasSize(large.length);
        }
    }

    @Test
    void partsOfAnUploadThatAnErrorEnds_areRemoved() throws IOException {
        S3Options options = S3Options.defaults().withMultipartAbove(S3Options.SMALLEST_PART);
        byte[] large = new byte[(int) S3Options.SMALLEST_PART + 1];
        ObjectBody body = new ObjectBody() {
            @Override
            public long length() {
                return large.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(large) {
                    @Override
                    public synchronized long skip(long toTheSecondPart) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                };
            }
        };
        try (S3Store store =
                S3Server.store(network.endpoint(), bucket).options(options).open()) {
            assertThatThrownBy(() -> store.put("large", body)).isInstanceOf(OutOfMemoryError.class);
            assertNoPartsAreLeft();
        }
    }

    private void assertNoPartsAreLeft() {
        assertThat(S3Server.client()
                        .listMultipartUploads(all -> all.bucket(bucket))
                        .uploads())
                .extracting(MultipartUpload::key)
                .isEmpty();
    }

    private static boolean stores(S3Store store, byte[] bytes) {
        try {
            store.put("large", ObjectBody.of(bytes));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean tryPut(String name) throws IOException {
        try (S3Store store = S3Server.store(network.endpoint(), bucket)
                .retries(Retries.none())
                .open()) {
            put(store, name, "content");
            return true;
        } catch (ObjectExistsException e) {
            throw new AssertionError("The own work was taken for somebody else's", e);
        } catch (IOException e) {
            return false;
        }
    }

    private static void putUnlessThere(S3Store store, String name) throws IOException {
        try {
            put(store, name, "content");
        } catch (ObjectExistsException e) {
            assertThat(e.name()).isEqualTo(name);
        }
    }

    private static Weather cutAt(int first, int last, boolean after) {
        return (request, number, server) -> {
            if (number < first || number > last) {
                return Reply.of(server.answer(request));
            }
            if (after && number == first) {
                server.answer(request);
            }
            return Reply.cut();
        };
    }

    private int countRequests() throws IOException {
        network.clear();
        network.weather(Weather.FINE);
        try (S3Store store = S3Server.store(network.endpoint(), bucket).open()) {
            scenario(store, "counted");
        }
        return network.requests().size();
    }

    private static void scenario(S3Store store, String name) throws IOException {
        put(store, name, "content");
        assertThat(read(store, name)).isEqualTo("content");
        assertThat(names(store)).contains(name);
        store.delete(name);
        assertThat(names(store)).doesNotContain(name);
    }
}
