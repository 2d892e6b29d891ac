package io.backup4j.sql.postgres;

import java.sql.Connection;

/** A pool of one connection, which it gets back when somebody closes it. */
final class PooledSource extends ProxiedSource {
    private final Connection only;

    PooledSource(Connection only) {
        this.only = only;
    }

    @Override
    public Connection getConnection() {
        return proxy(
                Connection.class,
                (proxy, method, arguments) -> method.getName().equals("close") ? null : call(only, method, arguments));
    }
}
