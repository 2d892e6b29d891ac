package io.backup4j.sql.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A thread that transfers money through a connection of its own, nearly as fast as it can. */
final class Writer implements AutoCloseable {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicReference<SQLException> failure = new AtomicReference<>();
    private final AtomicInteger transfers = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stops;

    private Writer(Path database, long seed) {
        thread = new Thread(() -> write(database, seed), "writer");
    }

    /** Starts one and comes back when it has begun to write. */
    static Writer to(Path database, long seed) throws InterruptedException {
        Writer writer = new Writer(database, seed);
        writer.thread.start();
        writer.begun.await();
        return writer;
    }

    int transfers() {
        return transfers.get();
    }

    private void write(Path database, long seed) {
        Random random = new Random(seed);
        try (Connection connection = Bank.connect(database)) {
            while (!stops) {
                Bank.transfer(connection, random);
                transfers.incrementAndGet();
                begun.countDown();
                Bank.letOthersIn();
            }
        } catch (SQLException e) {
            failure.set(e);
        } finally {
            begun.countDown();
        }
    }

    /** Stops, and fails when one of the transfers has. */
    @Override
    public void close() throws SQLException {
        stops = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
        SQLException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }
}
