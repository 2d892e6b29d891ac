package io.backup4j.sql.postgres.internal.export;

import io.backup4j.api.SourceContext;
import io.backup4j.sql.postgres.internal.layout.Fields;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many rows each table gave, known when all have been read. Safe for use by several threads. */
final class RowCounts {
    private static final long LOOK = 100;

    private final Map<TableName, Long> rows = new TreeMap<>();
    private final Set<TableName> open = new HashSet<>();
    private @Nullable Exception failure;
    private int largeObjects;
    private boolean isBegun;

    /** Says that a table is to be read; all tables before the first is read. */
    synchronized void expect(TableName table) {
        open.add(table);
    }

    /** Says how many large objects are to be read. */
    synchronized void expectLargeObjects(int count) {
        largeObjects = count;
    }

    /** Says that nothing more will be expected. */
    synchronized void begin() {
        isBegun = true;
    }

    /** Returns whether everything has been read to its end or given up. */
    synchronized boolean isEverythingRead() {
        return isBegun && open.isEmpty() && largeObjects == 0;
    }

    TableState of(TableName table) {
        return new TableState() {
            @Override
            public void complete(long count) {
                ended(table, count, null);
            }

            @Override
            public void fail(Exception e) {
                ended(table, -1, e);
            }

            @Override
            public void giveUp() {
                ended(table, -1, null);
            }
        };
    }

    /** Hears of one large object. */
    TableState ofLargeObject() {
        return new TableState() {
            @Override
            public void complete(long count) {}

            @Override
            public void fail(Exception e) {
                failed(e);
            }

            @Override
            public void giveUp() {
                oneLess();
            }
        };
    }

    private synchronized void oneLess() {
        largeObjects--;
    }

    private synchronized void failed(Exception e) {
        failure = failure == null ? e : failure;
        notifyAll();
    }

    private synchronized void ended(TableName table, long count, @Nullable Exception e) {
        if (!open.remove(table)) {
            return;
        }
        if (count >= 0) {
            rows.put(table, count);
        }
        failure = failure == null ? e : failure;
        notifyAll();
    }

    /**
     * Does nothing as long as all is well.
     *
     * @throws IOException when a table could not be read: a database without one of its tables is no backup
     */
    synchronized void requireNoFailure() throws IOException {
        if (failure != null) {
            throw new IOException(String.valueOf(failure.getMessage()), failure);
        }
    }

    synchronized long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Waits until all tables have been read or given up, and returns a line for each that was read. */
    synchronized List<Fields> await(SourceContext context) throws IOException {
        try {
            while (!open.isEmpty()) {
                requireNoFailure();
                if (context.isCancelled()) {
                    throw new IOException("The backup was cancelled");
                }
                wait(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the rows of all tables");
        }
        requireNoFailure();
        List<Fields> lines = new ArrayList<>();
        lines.add(Fields.of("rows").with("tables", rows.size()).with("total", total()));
        rows.forEach((table, count) -> lines.add(Fields.of("table")
                .with("name", List.of(table.schema(), table.table()))
                .with("rows", count)));
        return lines;
    }
}
