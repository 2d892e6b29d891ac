package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.Session;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.Description;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database that exists, changed in one transaction. */
abstract class InOneTransaction implements Destination {
    private final DataSource source;
    private final RestoreOptions options;
    private @Nullable OneTransaction transaction;
    private @Nullable ExistingTables existing;

    InOneTransaction(DataSource source, RestoreOptions options) {
        this.source = source;
        this.options = options;
    }

    @Override
    public final Crew begin(Description description) throws IOException, SQLException {
        OneTransaction begun = OneTransaction.begin(source, options);
        transaction = begun;
        existing = new ExistingTables(begun);
        begun(description, begun.connection());
        return begun;
    }

    /** Looks around, and does what comes before all statements. */
    abstract void begun(Description description, Connection connection) throws IOException, SQLException;

    /** Begins a session to look at what is there, which the caller closes. */
    final Session look() throws SQLException {
        return Session.of(source.getConnection());
    }

    final RestoreOptions options() {
        return options;
    }

    /** Returns the connection of the transaction. */
    final Connection connection() {
        return required(transaction).connection();
    }

    /** Returns the tables that are there and get other rows. */
    final ExistingTables existing() {
        return required(existing);
    }

    /**
     * Lets others read tables from here on and not write to them, so that what is saved of them is what is replaced. Waits no longer for those who
     * write than the options say.
     */
    final void holdWriters(List<TableName> tables) throws SQLException {
        if (!tables.isEmpty()) {
            Sql.run(connection(), "LOCK TABLE " + TableName.only(tables) + " IN EXCLUSIVE MODE");
        }
    }

    private static <T> T required(@Nullable T begun) {
        if (begun == null) {
            throw new IllegalStateException("The restore has not begun");
        }
        return begun;
    }

    @Override
    public void afterData() throws IOException, SQLException {
        existing().finish();
    }

    @Override
    public void complete() throws IOException, SQLException {
        required(transaction).commit();
    }

    @Override
    public final void close() throws IOException {
        if (transaction != null) {
            transaction.close();
        }
    }
}
