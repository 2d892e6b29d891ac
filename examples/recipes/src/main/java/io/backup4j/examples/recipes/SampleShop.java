package io.backup4j.examples.recipes;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of an application that is running. No part of any recipe's idea. */
final class SampleShop implements AutoCloseable {
    private final Connection connection;

    private SampleShop(Connection connection) {
        this.connection = connection;
    }

    /** Opens the shop's database, and makes it when it is not there. */
    static SampleShop open(Path database) throws SQLException {
        SampleShop shop = new SampleShop(DriverManager.getConnection("jdbc:sqlite:" + database));
        shop.run("pragma journal_mode=wal");
        shop.run("create table if not exists orders(id integer primary key, what text not null)");
        return shop;
    }

    void order(String what) throws SQLException {
        run("insert into orders(what) values('" + what + "')");
    }

    void loseAllOrders() throws SQLException {
        run("delete from orders");
    }

    long orders() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from orders")) {
            return count.next() ? count.getLong(1) : 0;
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
