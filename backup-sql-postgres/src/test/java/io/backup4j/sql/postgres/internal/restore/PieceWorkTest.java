package io.backup4j.sql.postgres.internal.restore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PieceWorkTest {
    @Test
    @DisplayName("An error on another thread fails the whole: its piece is missing")
    void errorElsewhere() {
        CountDownLatch thrown = new CountDownLatch(1);
        Thread own = Thread.currentThread();
        Crew.Work work = connection -> {
            if (Thread.currentThread() == own) {
                awaitThat(thrown);
            } else {
                thrown.countDown();
                throw new OutOfMemoryError("No room for the rows");
            }
        };
        List<Piece> pieces = List.of(new Piece(Set.of(), work), new Piece(Set.of(), work));

        assertThatThrownBy(() -> new PieceWork(crew(), pieces).by(2))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("No room for the rows");
    }

    private static void awaitThat(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The other thread took no piece");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A crew of which nothing is asked but to do the work. */
    private static Crew crew() {
        Connection none = (Connection) Proxy.newProxyInstance(
                PieceWorkTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, words) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        return new Crew() {
            @Override
            public void work(Work work) throws IOException, SQLException {
                work.with(none);
            }

            @Override
            public void workTogether(List<Piece> pieces) {
                throw new UnsupportedOperationException("A piece begins no others");
            }

            @Override
            public void stop() {}

            @Override
            public void requireGoing() {}

            @Override
            public void close() {}
        };
    }
}
