package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.RestorePoint;
import io.backup4j.testservers.DockerEngine;
import io.backup4j.testservers.RunningPostgres;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The servers as their makers ship them, where there is a Docker engine. */
class OfficialImagesTest {
    @BeforeAll
    static void requireEngine() {
        Optional<String> missing = DockerEngine.missing();
        assumeTrue(missing.isEmpty(), missing.orElse(""));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    @DisplayName("Every kind of object comes back in every way, and what was replaced as well")
    void everyWay(int major) throws Exception {
        try (RunningPostgres running = RunningPostgres.ofImage(major);
                Restores restores = new Restores()) {
            TestServer server = TestServer.on(running);
            String database = DatabaseRoundTripTest.everyKind(server);
            server.run(database, "create table t (i int); insert into t values (1)");
            RestorePoint point = restores.backUp(PostgresSource.logical(server.source(database)))
                    .point();
            List<String> original = DatabaseImage.of(server, database);

            restores.restore(point, Way.NEW.target(server, database));
            assertThat(Differences.between(DatabaseImage.of(server, database + Way.COPY), original))
                    .isEmpty();
            server.run(database, "delete from t");
            restores.restore(point, Way.TABLES.target(server, database));
            assertThat(Differences.between(DatabaseImage.of(server, database), original))
                    .isEmpty();
            server.run(database, "delete from t");
            List<String> changed = DatabaseImage.of(server, database);
            restores.restore(point, Way.REPLACE.target(server, database));
            assertThat(Differences.between(DatabaseImage.of(server, database), original))
                    .isEmpty();
            SafetyCopy.undo(server.server(), database, false);
            assertThat(Differences.between(DatabaseImage.of(server, database), changed))
                    .isEmpty();
        }
    }
}
