package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A database as it is, and what there is beside it; compared with what there is after something has failed. */
final class Untouched {
    private final TestServer server;
    private final String database;
    private final List<String> image;

    private Untouched(TestServer server, String database, List<String> image) {
        this.server = server;
        this.database = database;
        this.image = image;
    }

    static Untouched of(TestServer server, String database) throws Exception {
        return new Untouched(server, database, DatabaseImage.of(server, database));
    }

    /** Fails when anything has changed, or a database is there whose name begins with that of this one. */
    void check() throws Exception {
        assertThat(Differences.between(DatabaseImage.of(server, database), image))
                .isEmpty();
        assertThat(server.query(
                        "postgres", "select datname from pg_database where datname like '" + database + "\\_%'"))
                .isEmpty();
    }
}
