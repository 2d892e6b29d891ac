package io.backup4j.sql.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how many connections there are at once to databases other than the maintenance database. */
final class CountingServer implements PostgresServer {
    private final PostgresServer server;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    CountingServer(PostgresServer server) {
        this.server = server;
    }

    int most() {
        return most.get();
    }

    @Override
    public Connection connect(String database) throws SQLException {
        Connection connection = server.connect(database);
        if (database.equals("postgres")) {
            return connection;
        }
        most.accumulateAndGet(open.incrementAndGet(), Math::max);
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        open.decrementAndGet();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
