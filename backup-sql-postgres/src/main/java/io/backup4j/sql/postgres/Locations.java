package io.backup4j.sql.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.common.BaseDataSource;

/** Names databases without secrets. */
final class Locations {
    private static final String JDBC = "jdbc:postgresql:";
    private static final String UNKNOWN = "postgres";

    private Locations() {}

    /** Asks the data source itself when it is the driver's, otherwise one of its connections. */
    static String of(DataSource source) {
        if (source instanceof BaseDataSource own) {
            return plain(own.getUrl());
        }
        try (Connection connection = source.getConnection()) {
            return plain(connection.getMetaData().getURL());
        } catch (SQLException e) {
            return UNKNOWN;
        }
    }

    /** Returns a URL without its parameters, which may hold a password. */
    private static String plain(String url) {
        String plain = url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
        return plain.startsWith(JDBC) ? "postgres:" + plain.substring(JDBC.length()) : UNKNOWN;
    }
}
