package io.backup4j.store.s3;

import io.backup4j.api.BackupStore;
import io.backup4j.store.s3.BadNetwork.Reply;
import io.backup4j.testsuites.CrashSuite;
import io.backup4j.testsuites.Life;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.s3.S3Client;

/** Processes whose network to the service is cut for good at a request. */
class S3CrashTest extends CrashSuite {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final String bucket = S3Server.newBucket();
    private final BadNetwork network = BadNetwork.before(S3Server.endpoint());
    private final S3Client client = S3Server.client(network.endpoint(), Retries.none());

    @AfterEach
    void close() throws IOException {
        client.close();
        network.close();
    }

    @Override
    protected int casesForEachTried() {
        return 3;
    }

    @Override
    protected BackupStore openStore() {
        return S3Store.of(S3Server.client(), bucket, S3Options.defaults());
    }

    @Override
    protected BackupStore openStore(Life life) {
        network.clear();
        network.weather((request, number, server) -> switch (life.ask(!READING.contains(request.method()))) {
            case ANSWERED -> Reply.of(server.answer(request));
            case LAST -> {
                server.answer(request);
                yield Reply.cut();
            }
            case OVER -> Reply.cut();
        });
        return S3Server.store(network.endpoint(), bucket)
                .retries(Retries.none())
                .open();
    }
}
