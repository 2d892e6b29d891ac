package io.backup4j.sql.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A source that remembers its connections, and tells of the statements that are run on them. */
final class WatchedSource extends ProxiedSource {
    private final DataSource source;
    private final Watch watch;
    private final List<Connection> given = new CopyOnWriteArrayList<>();

    WatchedSource(DataSource source, Watch watch) {
        this.source = source;
        this.watch = watch;
    }

    /** Sees statements. */
    @FunctionalInterface
    interface Watch {
        /** A statement is about to be run; when this fails, that does. */
        void before(String sql) throws SQLException;
    }

    /** Returns how many connections were given and not given back. */
    long open() throws SQLException {
        long open = 0;
        for (Connection connection : given) {
            open += connection.isClosed() ? 0 : 1;
        }
        return open;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = source.getConnection();
        given.add(connection);
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return method.getName().equals("createStatement") ? watched((Statement) result) : result;
        });
    }

    private Statement watched(Statement statement) {
        return proxy(Statement.class, (proxy, method, arguments) -> {
            if (method.getName().equals("execute")) {
                watch.before((String) arguments[0]);
            }
            return call(statement, method, arguments);
        });
    }
}
