package io.backup4j.testservers;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A server and a standby, to which everything is streamed. The standby never waits for those who read from it: what the
 * primary has removed is removed there too.
 *
 * @param primary the server that can be written to
 * @param standby the one that follows it
 */
public record PostgresPair(RunningPostgres primary, RunningPostgres standby) implements Closeable {
    /** Starts both. */
    public static PostgresPair start(int major) throws IOException {
        Cluster cluster = Cluster.make(major);
        Cluster copy = cluster.copyAsStandby();
        RunningPostgres primary = cluster.start(List.of());
        RunningPostgres standby = copy.start(List.of(
                "primary_conninfo=host=127.0.0.1 port=" + primary.port() + " user=" + RunningPostgres.SUPERUSER,
                "hot_standby_feedback=off",
                "max_standby_streaming_delay=0"));
        return new PostgresPair(primary, standby);
    }

    @Override
    public void close() throws IOException {
        try (primary) {
            standby.close();
        }
    }
}
