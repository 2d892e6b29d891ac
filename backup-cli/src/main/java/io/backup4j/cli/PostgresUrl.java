package io.backup4j.cli;

import io.backup4j.sql.postgres.PostgresServer;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database that was named: {@code postgres://user@host:port/database?sslmode=require}. What is not said comes from {@code PGHOST},
 * {@code PGPORT}, {@code PGUSER} and {@code PGDATABASE}. Connects when it is asked to, and asks for a password when the server does. Safe for
 * use by several threads.
 */
final class PostgresUrl {
    static final String FORM = "postgres://user@host:port/database";

    private static final List<String> OPTIONS =
            List.of("sslmode", "sslrootcert", "sslcert", "sslkey", "channelBinding");
    private static final String NO_PASSWORD = "08004";
    private static final String WRONG_PASSWORD = "28P01";
    private static final int PORT = 5432;

    private final Logins logins;
    private final UrlQuery query;
    private final String host;
    private final int port;
    private final String user;
    private final String database;
    private @Nullable String typed;

    private PostgresUrl(Logins logins, UrlQuery query, URI uri) {
        this.logins = logins;
        this.query = query;
        host = orElse(uri.getHost(), "PGHOST", "localhost");
        port = uri.getPort() > 0 ? uri.getPort() : port(logins);
        user = orElse(uri.getUserInfo(), "PGUSER", System.getProperty("user.name"));
        String path = uri.getPath();
        database = orElse(path == null || path.length() < 2 ? null : path.substring(1), "PGDATABASE", user);
    }

    /** Returns whether a URL is one of a PostgreSQL database. */
    static boolean isOne(String url) {
        return Url.of(url).filter(parts -> isScheme(parts.scheme())).isPresent();
    }

    /** Returns whether a scheme is that of PostgreSQL databases. */
    static boolean isScheme(String scheme) {
        return scheme.equals("postgres") || scheme.equals("postgresql");
    }

    /**
     * Reads a whole URL that {@linkplain #isOne is one}.
     *
     * @throws UsageException when it makes no sense or holds a password
     */
    static PostgresUrl parse(String url, Logins logins) {
        return of(Url.of(url).orElseThrow().rest(), logins);
    }

    /**
     * Reads what stands behind the colon.
     *
     * @throws UsageException when it makes no sense or holds a password
     */
    static PostgresUrl of(String rest, Logins logins) {
        UrlQuery query = UrlQuery.of(rest, OPTIONS);
        try {
            URI uri = new URI("postgres:" + query.path());
            if (!query.path().startsWith("//") || uri.getRawAuthority() != null && uri.getHost() == null) {
                throw new UsageException("Not a database: postgres:" + query.path() + " (write " + FORM + ")");
            }
            if (uri.getUserInfo() != null && uri.getUserInfo().contains(":")) {
                throw new UsageException(
                        "A password does not belong on the command line, where every user of the machine can"
                                + " read it: set PGPASSWORD, or put it into ~/.pgpass");
            }
            return new PostgresUrl(logins, query, uri);
        } catch (URISyntaxException noUrl) {
            throw new UsageException("Not a database: write " + FORM);
        }
    }

    private static int port(Logins logins) {
        String port = logins.variable("PGPORT").orElse(String.valueOf(PORT));
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException noNumber) {
            throw new UsageException("PGPORT is no number: " + port);
        }
    }

    private String orElse(@Nullable String given, String variable, String otherwise) {
        return given == null || given.isEmpty() ? logins.variable(variable).orElse(otherwise) : given;
    }

    String database() {
        return database;
    }

    /** Returns what is equal for two names of the same database. */
    String identity() {
        return "postgres://" + host.toLowerCase(Locale.ROOT) + ':' + port + '/' + database;
    }

    PostgresServer server() {
        return name -> source(name).getConnection();
    }

    PGSimpleDataSource source() {
        return source(database);
    }

    private PGSimpleDataSource source(String name) {
        PGSimpleDataSource source = new Asking();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(name);
        source.setUser(user);
        source.setApplicationName("backup4j");
        query.values().forEach((option, value) -> set(source, option, value));
        logins.password(host, port, name, user).ifPresent(source::setPassword);
        return source;
    }

    private static void set(PGSimpleDataSource source, String option, String value) {
        try {
            source.setProperty(option, value);
        } catch (SQLException unknown) {
            throw new UsageException("Not a value for " + option + ": " + unknown.getMessage());
        }
    }

    private synchronized String askOnce() {
        if (typed == null) {
            typed = logins.ask(user + " at " + host);
        }
        return typed;
    }

    private synchronized @Nullable String typed() {
        return typed;
    }

    /** Asks for a password when the server wants one that nobody has given. */
    private final class Asking extends PGSimpleDataSource {
        @Override
        public java.sql.Connection getConnection() throws SQLException {
            if (typed() != null) {
                setPassword(typed());
            }
            try {
                return super.getConnection();
            } catch (SQLException refused) {
                boolean lacksPassword = getPassword() == null
                        && (NO_PASSWORD.equals(refused.getSQLState()) || WRONG_PASSWORD.equals(refused.getSQLState()));
                if (!lacksPassword) {
                    throw refused;
                }
                setPassword(askOnce());
                return super.getConnection();
            }
        }
    }
}
