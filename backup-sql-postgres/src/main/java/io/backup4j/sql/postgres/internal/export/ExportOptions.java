package io.backup4j.sql.postgres.internal.export;

import io.backup4j.sql.postgres.internal.catalog.Filter;
import java.time.Duration;
import java.util.List;

/**
 * What is wanted of a database.
 *
 * @param hasSchema whether definitions are wanted
 * @param hasData whether rows, large objects and values of sequences are wanted
 * @param filter which schemas and tables
 * @param withoutData tables of which only the definition is wanted, as patterns of {@link Filter}
 * @param connections how many connections may be used at once, at least 1
 * @param lockTimeout how long to wait for the locks of the tables
 * @param timeLimit how long they may be held; zero means for as long as it takes
 * @param schemas where definitions come from
 * @param absent tables that were asked for and are not there, to be remembered
 */
public record ExportOptions(
        boolean hasSchema,
        boolean hasData,
        Filter filter,
        List<String> withoutData,
        int connections,
        Duration lockTimeout,
        Duration timeLimit,
        SchemaReader schemas,
        List<String> absent) {
    /** Takes copies. */
    public ExportOptions {
        withoutData = List.copyOf(withoutData);
        absent = List.copyOf(absent);
    }

    /** Large objects belong to no schema, so they come with whole databases only. */
    boolean wantsLargeObjects() {
        return hasData && filter.takesAll();
    }

    boolean wantsRows(TableRow table) {
        return hasData
                && table.hasRows()
                && !new Filter(List.of(), List.of(), List.of(), withoutData)
                        .excludes(table.name().schema(), table.name().table());
    }
}
