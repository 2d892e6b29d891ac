package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Databases of any objects with any names come back the same, in every way. */
class AnySchemaTest {
    private static final int FACTOR = Integer.getInteger("campaign.factor", 1);

    private final TestServer server = TestServer.of(15);

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void anyDatabaseComesBack(@ForAll long seed) throws Exception {
        for (int i = 0; i < FACTOR; i++) {
            assertComesBack(seed + i);
        }
    }

    private void assertComesBack(long seed) throws Exception {
        String original = server.newDatabase();
        server.run(original, AnySchema.of(seed));
        String copy = server.freeName();
        String existing = server.newDatabase();
        try (Restores restores = new Restores()) {
            RestorePoint point = restores.backUp(PostgresSource.logical(server.source(original)))
                    .point();
            restores.restore(point, PostgresTarget.newDatabase(server.server(), copy));
            restores.restore(point, PostgresTarget.replaceSchemas(server.source(existing)));
            restores.restore(point, PostgresTarget.replaceSchemas(server.source(existing)));
        }
        for (String restored : new String[] {copy, existing}) {
            assertThat(Differences.between(DatabaseImage.of(server, restored), DatabaseImage.of(server, original)))
                    .isEmpty();
            server.run("postgres", "drop database " + restored);
        }
        server.run("postgres", "drop database " + original);
    }
}
