package io.backup4j.store.s3;

import static io.backup4j.store.s3.Calls.names;
import static io.backup4j.store.s3.Calls.put;
import static io.backup4j.store.s3.Calls.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ByteString;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.store.s3.BadNetwork.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Services that do not do what they say. */
class S3LiesTest {
    private final String bucket = S3Server.newBucket();
    private final BadNetwork network = BadNetwork.before(S3Server.endpoint());
    private final S3Store store = S3Server.store(network.endpoint(), bucket).open();

    @AfterEach
    void close() throws IOException {
        store.close();
        network.close();
    }

    @Test
    void serviceThatStoresNothing_isFoundOut() {
        network.weather((request, number, server) -> request.method().equals("PUT")
                ? Reply.of(HttpMessage.answer(200, "", "ETag: \"1\""))
                : Reply.of(server.answer(request)));

        assertThatThrownBy(() -> put(store, "a", "x"))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("said that it stored a", "do not rely on this service");
    }

    @Test
    void serviceThatStoresHalf_isFoundOut() {
        network.weather((request, number, server) -> {
            HttpMessage answer = server.answer(request);
            return Reply.of(
                    request.method().equals("HEAD")
                            ? answer.withoutHeader("content-length").withHeader("Content-Length: 1")
                            : answer);
        });

        assertThatThrownBy(() -> put(store, "a", "xyz")).hasMessageContaining("has 1 of 3 bytes");
    }

    @Test
    void serviceThatIgnoresTheCondition_isLookedAtBeforeAndAfter() throws IOException {
        network.weather((request, number, server) -> {
            HttpMessage answer = server.answer(request);
            return Reply.of(answer.status() == 412 ? HttpMessage.answer(200, "", "ETag: \"1\"") : answer);
        });

        assertThat(store.createsAtomically()).isFalse();
        put(store, "a", "first");
        assertThatThrownBy(() -> put(store, "a", "second")).isInstanceOf(ObjectExistsException.class);
        assertThat(read(store, "a")).isEqualTo("first");
        assertThat(network.requests().stream()
                        .filter(request -> request.target().equals("a"))
                        .filter(request -> request.header("if-none-match").isPresent()))
                .isEmpty();
    }

    @Test
    void serviceThatRefusesTheCondition_isLookedAtBeforeAndAfter() throws IOException {
        network.weather((request, number, server) -> Reply.of(
                request.header("if-none-match").isPresent()
                        ? HttpMessage.error(501, "NotImplemented")
                        : server.answer(request)));

        assertThat(store.createsAtomically()).isFalse();
        put(store, "a", "first");
        assertThatThrownBy(() -> put(store, "a", "second")).isInstanceOf(ObjectExistsException.class);
        assertThat(read(store, "a")).isEqualTo("first");
    }

    @Test
    void writerThatIsOverwrittenWithoutCondition_isTold() {
        network.weather((request, number, server) -> {
            if (request.header("if-none-match").isPresent()) {
                return Reply.of(HttpMessage.error(501, "NotImplemented"));
            }
            HttpMessage answer = server.answer(request);
            if (request.method().equals("PUT")) {
                S3Server.plant(bucket, "a");
            }
            return Reply.of(answer);
        });

        assertThatThrownBy(() -> put(store, "a", "mine")).isInstanceOf(ObjectExistsException.class);
    }

    @Test
    void conditionIsFoundOutOnce_andLaterStoresNeedOneRequest() throws IOException {
        put(store, "a", "x");
        put(store, "b", "x");
        assertThat(network.lines())
                .containsExactly(
                        "PUT .backup4j-create-only", "PUT .backup4j-create-only", "PUT a", "HEAD a", "PUT b", "HEAD b");
        network.clear();
        try (S3Store later = S3Server.store(network.endpoint(), bucket).open()) {
            put(later, "c", "x");
        }
        assertThat(network.lines()).containsExactly("PUT .backup4j-create-only", "PUT c", "HEAD c");
    }

    @Test
    void conflictThatTheServiceNoticed_isTriedAgain() throws IOException {
        network.weather((request, number, server) -> number == 3
                ? Reply.of(HttpMessage.error(409, "ConditionalRequestConflict"))
                : Reply.of(server.answer(request)));
        put(store, "a", "x");

        assertThat(read(store, "a")).isEqualTo("x");
    }

    @Test
    void answerThatIsCutOff_isNoShortObject() throws IOException {
        put(store, "a", "x".repeat(100_000));
        network.weather((request, number, server) -> Reply.half(server.answer(request)));

        assertThatThrownBy(() -> read(store, "a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Could not read a to its end");
    }

    @Test
    void serviceThatSendsAnotherRange_isFoundOut() throws IOException {
        put(store, "a", "0123456789");
        network.weather((request, number, server) -> Reply.of(HttpMessage.answer(200, "0123456789")));

        assertThatThrownBy(() -> readRange(store, 5, 2)).hasMessageContaining("do not rely on this service");
        assertThatThrownBy(() -> readRange(store, 5, BackupStore.TO_END)).hasMessageContaining("5+");
        network.weather(
                (request, number, server) -> Reply.of(HttpMessage.answer(206, "0123", "Content-Range: bytes 0-3/10")));
        assertThatThrownBy(() -> readRange(store, 5, 2)).hasMessageContaining("sends bytes 0-3");
    }

    @Test
    void pagesInAnyOrderWithRepetitions_tellEachObjectOnce() throws IOException {
        network.weather((request, number, server) -> Reply.of(
                request.target().contains("continuation-token")
                        ? page("", "a", "c", "B", "a", "d/e")
                        : page("next", "c", "a", "c")));

        assertThat(names(store)).containsExactly("c", "a", "d/e");
    }

    @Test
    void pageThatComesAgainAndAgain_isAnErrorAndNoEndlessList() {
        network.weather((request, number, server) -> Reply.of(page("same", "a")));

        assertThatThrownBy(() -> names(store)).hasMessageContaining("again and again");
    }

    @Test
    void truncatedListWithoutAWayOn_isAnError() {
        network.weather((request, number, server) -> Reply.of(HttpMessage.answer(
                200, page("next", "a").text().replace("<NextContinuationToken>next</NextContinuationToken>", ""))));

        assertThatThrownBy(() -> names(store)).hasMessageContaining("does not say how to go on");
    }

    @Test
    void listThatIsCutOffAnywhere_isAnErrorAndNoShortList() {
        byte[] whole = page("", "a", "b").body().toByteArray();
        for (int length = 0; length < whole.length; length++) {
            ByteString part = ByteString.of(whole, 0, length);
            network.weather((request, number, server) ->
                    Reply.of(HttpMessage.answer(200, "").withBody(part)));
            assertThatThrownBy(() -> names(store)).as(part.toUtf8()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void listThatMissesWhatItCounts_isAnError() {
        String xml = page("", "a", "b").text().replaceFirst("<Contents>.*?</Contents>", "");
        network.weather((request, number, server) -> Reply.of(HttpMessage.answer(200, xml)));

        assertThatThrownBy(() -> names(store)).hasMessageContaining("counts 2 keys and names 1");
    }

    @Test
    void clockOfTheService_isTold() throws IOException {
        network.weather((request, number, server) ->
                Reply.of(HttpMessage.answer(200, page("").text(), "Date: Thu, 01 Jan 2026 12:00:00 GMT")));

        assertThat(store.clock()).contains(Instant.parse("2026-01-01T12:00:00Z"));
    }

    private static void readRange(BackupStore store, long offset, long length) throws IOException {
        try (InputStream in = store.read("a", offset, length)) {
            in.readAllBytes();
        }
    }

    private static HttpMessage page(String next, String... keys) {
        StringBuilder xml = new StringBuilder("<ListBucketResult><KeyCount>" + keys.length + "</KeyCount>");
        xml.append("<IsTruncated>" + !next.isEmpty() + "</IsTruncated>");
        List.of(keys).forEach(key -> xml.append("<Contents><Key>" + key + "</Key><Size>1</Size></Contents>"));
        if (!next.isEmpty()) {
            xml.append("<NextContinuationToken>" + next + "</NextContinuationToken>");
        }
        return HttpMessage.answer(200, xml.append("</ListBucketResult>").toString());
    }
}
