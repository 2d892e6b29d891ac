package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.RestorePoint;
import io.backup4j.api.TargetException;
import io.backup4j.testkit.Tmpfs;
import io.backup4j.testservers.RunningPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server has no room for what is restored. */
class DiskFullTest {
    private static final String ROWS =
            "insert into t select i, md5(i::text) || md5((-i)::text) from generate_series(1, %s) i";

    @TempDir
    private Path directory;

    @Test
    @DisplayName("A disk that is full leaves everything as it was, whatever was to be replaced")
    void everyWay() throws Exception {
        TestServer roomy = TestServer.of(15);
        String original = roomy.newDatabase();
        roomy.run(original, "create table t (i int primary key, pad text)");
        roomy.run(original, ROWS.formatted(400_000));
        try (Tmpfs small = Tmpfs.mount(directory, "size=64m");
                RunningPostgres running = RunningPostgres.withDatabasesIn(small.directory(), 15);
                Restores restores = new Restores()) {
            RestorePoint point = restores.backUp(PostgresSource.logical(roomy.source(original)))
                    .point();
            TestServer server = TestServer.on(running);
            String database = server.newDatabase();
            server.run(database, "create table t (i int primary key, pad text)");
            server.run(database, ROWS.formatted(1000));
            Untouched before = Untouched.of(server, database);

            for (Way way : Way.values()) {
                Meanwhile.awaitNobody(server, database);
                assertThatThrownBy(() -> restores.restore(point, way.target(server, database)))
                        .isInstanceOf(TargetException.class)
                        .hasMessageContaining("No space left on device")
                        .hasMessageContaining("public.t");
                before.check();
            }
        }
    }
}
