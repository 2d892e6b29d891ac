package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.layout.TableName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of work that several threads do, each as soon as nobody is at one of its tables: two statements that lock the same
 * tables in different order would otherwise wait for each other. Used once.
 */
final class PieceWork {
    private final Crew crew;
    private final List<Piece> left;
    private final Set<TableName> busy = new HashSet<>();
    private @Nullable Throwable failure;

    PieceWork(Crew crew, List<Piece> pieces) {
        this.crew = crew;
        this.left = new ArrayList<>(pieces);
    }

    /** Does all of it by so many threads, this one among them, and returns when all have ended; the first failure stops the others. */
    void by(int threads) throws IOException, SQLException {
        List<Thread> others = new ArrayList<>();
        try {
            for (int i = 1; i < threads; i++) {
                Thread thread = new Thread(this::work, "backup4j-postgres-" + i);
                thread.setDaemon(true);
                thread.start();
                others.add(thread);
            }
        } catch (Throwable e) {
            // The system has no further thread: those that have begun are waited for.
            fail(e);
        }
        work();
        join(others);
        throwFailure();
    }

    private void work() {
        try {
            for (Piece piece = next(); piece != null; piece = next()) {
                crew.work(piece.work());
                done(piece);
            }
        } catch (Throwable e) {
            // Also an error: nobody else would hear of it, and its piece would be missing without a word.
            fail(e);
        }
    }

    /** Returns null when there is nothing left to begin. */
    private synchronized @Nullable Piece next() throws IOException {
        try {
            while (failure == null && !left.isEmpty()) {
                Piece free = takeFree();
                if (free != null) {
                    return free;
                }
                wait();
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for other connections");
        }
    }

    /** Who has to wait keeps those behind it waiting that share a table with it. */
    private @Nullable Piece takeFree() {
        Set<TableName> taken = new HashSet<>(busy);
        for (Iterator<Piece> pieces = left.iterator(); pieces.hasNext(); ) {
            Piece piece = pieces.next();
            if (Collections.disjoint(taken, piece.tables())) {
                pieces.remove();
                busy.addAll(piece.tables());
                return piece;
            }
            taken.addAll(piece.tables());
        }
        return null;
    }

    private synchronized void done(Piece piece) {
        busy.removeAll(piece.tables());
        notifyAll();
    }

    private void fail(Throwable e) {
        synchronized (this) {
            if (failure == null) {
                failure = e;
            }
            notifyAll();
        }
        crew.stop();
    }

    /** Others hold connections: they are waited for, and an interrupt is passed on after. */
    private static void join(List<Thread> threads) {
        boolean isInterrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void throwFailure() throws IOException, SQLException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof SQLException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
