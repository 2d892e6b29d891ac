package io.backup4j.sql.postgres;

import io.backup4j.sql.postgres.internal.catalog.Filter;
import io.backup4j.sql.postgres.internal.export.ExportOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is backed up of a database, and how. Immutable; made by {@link #defaults()} or a builder.
 *
 * <p>Names of schemas and tables are as the catalogs have them, upper and lower case and without quotes; a star in them
 * stands for any characters. A table is {@code schema.table}.
 */
public final class LogicalOptions {
    private static final int CONNECTIONS = 4;
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

    private final Builder settings;

    private LogicalOptions(Builder settings) {
        this.settings = settings;
    }

    /** Returns the options of a whole database. */
    public static LogicalOptions defaults() {
        return builder().build();
    }

    /** Returns a builder of options that begin as those of a whole database. */
    public static Builder builder() {
        return new Builder();
    }

    ExportOptions toExport() {
        return new ExportOptions(
                settings.hasSchema,
                settings.hasData,
                new Filter(settings.schemas, settings.withoutSchemas, settings.tables, settings.withoutTables),
                settings.withoutData,
                settings.connections,
                settings.lockTimeout,
                settings.timeLimit,
                settings.provider.reader(),
                settings.absent);
    }

    @Override
    public String toString() {
        return "schema " + settings.hasSchema + ", data " + settings.hasData + ", schemas " + settings.schemas
                + ", without " + settings.withoutSchemas + ", tables " + settings.tables + ", without "
                + settings.withoutTables + ", without data of " + settings.withoutData;
    }

    /** Collects options. One thread at a time; not to be used after {@link #build()}. */
    public static final class Builder {
        private boolean hasSchema = true;
        private boolean hasData = true;
        private final List<String> schemas = new ArrayList<>();
        private final List<String> withoutSchemas = new ArrayList<>();
        private final List<String> tables = new ArrayList<>();
        private final List<String> withoutTables = new ArrayList<>();
        private final List<String> withoutData = new ArrayList<>();
        private final List<String> absent = new ArrayList<>();
        private int connections = CONNECTIONS;
        private Duration lockTimeout = LOCK_TIMEOUT;
        private Duration timeLimit = Duration.ZERO;
        private SchemaProvider provider = SchemaProvider.catalogs();

        private Builder() {}

        /** Takes definitions only: no rows, no large objects, no values of sequences. */
        public Builder schemaOnly() {
            hasSchema = true;
            hasData = false;
            return this;
        }

        /** Takes rows, large objects and values of sequences only: the application's own migrations make the tables. */
        public Builder dataOnly() {
            hasSchema = false;
            hasData = true;
            return this;
        }

        /** Takes these schemas only (and those named before), with what they need from others. */
        public Builder includeSchemas(String... patterns) {
            schemas.addAll(List.of(patterns));
            return this;
        }

        /** Leaves these schemas out, and what needs them. */
        public Builder excludeSchemas(String... patterns) {
            withoutSchemas.addAll(List.of(patterns));
            return this;
        }

        /** Takes these tables only (and those named before), with what their definitions need. */
        public Builder includeTables(String... patterns) {
            tables.addAll(List.of(patterns));
            return this;
        }

        /** Leaves these tables out, and what needs them. */
        public Builder excludeTables(String... patterns) {
            withoutTables.addAll(List.of(patterns));
            return this;
        }

        /** Leaves the rows of these tables out. */
        public Builder excludeTableData(String... patterns) {
            withoutData.addAll(List.of(patterns));
            return this;
        }

        /** Remembers tables that are not there. */
        Builder absent(List<String> names) {
            absent.addAll(names);
            return this;
        }

        /**
         * Sets how many connections may be used at once; 4 by default. They are opened when they are needed.
         *
         * @throws IllegalArgumentException when it is less than 1
         */
        public Builder connections(int newConnections) {
            if (newConnections < 1) {
                throw new IllegalArgumentException("At least one connection is needed, not " + newConnections);
            }
            connections = newConnections;
            return this;
        }

        /**
         * Sets how long to wait for sessions that change the structure of a table or truncate it; 10 seconds by default,
         * to the millisecond.
         *
         * @throws IllegalArgumentException when it is not positive
         */
        public Builder lockTimeout(Duration newLockTimeout) {
            if (newLockTimeout.toMillis() < 1) {
                throw new IllegalArgumentException(
                        "The time to wait for locks must be positive, not " + newLockTimeout);
            }
            lockTimeout = newLockTimeout;
            return this;
        }

        /**
         * Sets how long the locks may be held, and with them the rows that others have deleted since, from the moment of the backup
         * until everything has been read; for as long as it takes by default. Then the server is let go, whatever the backup is waiting
         * for, and it fails: for databases that cannot afford to wait for a store that is slow.
         *
         * @throws IllegalArgumentException when it is less than a millisecond
         */
        public Builder timeLimit(Duration newTimeLimit) {
            if (newTimeLimit.toMillis() < 1) {
                throw new IllegalArgumentException("The time limit must be positive, not " + newTimeLimit);
            }
            timeLimit = newTimeLimit;
            return this;
        }

        /** Sets where definitions come from; the catalogs by default. */
        public Builder schemaProvider(SchemaProvider newProvider) {
            provider = newProvider;
            return this;
        }

        /** Returns the options. */
        public LogicalOptions build() {
            return new LogicalOptions(this);
        }
    }
}
