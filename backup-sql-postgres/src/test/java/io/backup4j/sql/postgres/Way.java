package io.backup4j.sql.postgres;

import java.util.List;
import javax.sql.DataSource;

/** The ways in which a backup comes back. */
enum Way {
    /** As a new database. */
    NEW {
        @Override
        PostgresTarget target(PostgresServer server, DataSource source, String database) {
            return PostgresTarget.newDatabase(server, database + COPY);
        }
    },

    /** In the place of a database. */
    REPLACE {
        @Override
        PostgresTarget target(PostgresServer server, DataSource source, String database) {
            return PostgresTarget.replaceDatabase(server, database);
        }
    },

    /** In the place of the schemas of a database. */
    SCHEMAS {
        @Override
        PostgresTarget target(PostgresServer server, DataSource source, String database) {
            return PostgresTarget.replaceSchemas(source);
        }
    },

    /** In the place of the table {@code public.t}. */
    TABLES {
        @Override
        PostgresTarget target(PostgresServer server, DataSource source, String database) {
            return PostgresTarget.tables(source, List.of("public.t"));
        }
    };

    /** What stands behind the name of the present database in the name of a new one. */
    static final String COPY = "_copy";

    /**
     * Returns the target.
     *
     * @param source connects to the present database
     * @param database its name
     */
    abstract PostgresTarget target(PostgresServer server, DataSource source, String database);

    /** Returns the target on a server that may do everything. */
    final PostgresTarget target(TestServer server, String database) {
        return target(server.server(), server.source(database), database);
    }
}
