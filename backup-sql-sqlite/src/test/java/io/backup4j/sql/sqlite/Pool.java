package io.backup4j.sql.sqlite;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A pool of one connection: who closes it only gives it back, whatever state it is in. */
final class Pool {
    private Pool() {}

    /** Returns a pool of {@code connection}, which stays open. */
    static DataSource of(Connection connection) {
        Connection lent = proxy(
                Connection.class,
                (self, method, arguments) ->
                        method.getName().equals("close") ? null : invoke(connection, method, arguments));
        return proxy(DataSource.class, (self, method, arguments) -> lent);
    }

    private static Object invoke(Connection connection, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Pool.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
