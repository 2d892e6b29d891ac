package io.backup4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowLineTest {
    private static final Duration DELAY = Duration.ofMillis(100);

    @Test
    void eachAnswerComesWholeAndLate() throws IOException {
        byte[] content = new byte[300_000];
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        try {
            URI line = SlowLine.to(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort()), DELAY);
            for (int request = 0; request < 3; request++) {
                long start = System.nanoTime();
                try (InputStream in = line.resolve("/object").toURL().openStream()) {
                    assertThat(in.readAllBytes()).isEqualTo(content);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(DELAY);
            }
        } finally {
            server.stop(0);
        }
    }
}
