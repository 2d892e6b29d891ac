package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.api.Entry;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.sql.postgres.internal.jdbc.Connector;
import io.backup4j.sql.postgres.internal.jdbc.ServerVersion;
import io.backup4j.sql.postgres.internal.jdbc.Session;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.CopiedTable;
import io.backup4j.sql.postgres.internal.layout.Description;
import io.backup4j.sql.postgres.internal.layout.Fields;
import io.backup4j.sql.postgres.internal.layout.Statement;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A database of its own. It is built under another name and gets its own at the end, so nobody ever sees a half of it; one
 * that is there already is renamed in the same transaction and stays as a safety copy.
 */
public final class WholeDatabase implements Destination {
    private static final String NOT_DONE = "_restoring_";

    private final Connector server;
    private final String name;
    private final boolean replaces;
    private final String safetyName;
    private final RestoreOptions options;
    private final String building;
    private boolean isCreated;
    private boolean isComplete;
    private final Set<TableName> created = new HashSet<>();
    private @Nullable ManyTransactions crew;

    /**
     * Prepares a restore.
     *
     * @param replaces whether there may be a database of that name
     * @param safetyName what that is called afterwards
     */
    public WholeDatabase(Connector server, String name, boolean replaces, String safetyName, RestoreOptions options) {
        this.server = server;
        this.name = name;
        this.replaces = replaces;
        this.safetyName = safetyName;
        this.options = options;
        String suffix = NOT_DONE + UUID.randomUUID().toString().substring(0, 8);
        this.building = DatabaseNames.with(name, suffix);
    }

    @Override
    public boolean isEmpty() throws SQLException {
        try (Session maintenance = Session.maintenance(server)) {
            return !Databases.exists(maintenance.connection(), name);
        }
    }

    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions)
            throws IOException, SQLException {
        try (Session session = Session.maintenance(server)) {
            Connection maintenance = session.connection();
            boolean overwrites = Databases.exists(maintenance, name);
            Plans.make(
                    entries,
                    actions,
                    description -> problems(maintenance, description),
                    description -> remarks(maintenance, description, overwrites),
                    entry -> Optional.of(overwrites ? Action.OVERWRITE : Action.CREATE));
        }
    }

    private String remarks(Connection maintenance, Description description, boolean overwrites)
            throws IOException, SQLException {
        String remarks = Preflight.remarks(maintenance, description);
        String size = "the database had " + description.database().get("size") + " bytes with its indexes";
        String safety = overwrites ? "; the present one stays as '" + safetyName + "'" : "";
        return size + safety + (remarks.isEmpty() ? "" : "; " + remarks);
    }

    @Override
    public List<String> problems(Description description) throws IOException, SQLException {
        try (Session maintenance = Session.maintenance(server)) {
            return problems(maintenance.connection(), description);
        }
    }

    private List<String> problems(Connection maintenance, Description description) throws IOException, SQLException {
        List<String> problems = new ArrayList<>();
        if (!description.hasDefinitions()) {
            problems.add("the backup has no definitions, only data: it goes into a database whose tables exist");
        }
        if (!Databases.mayCreate(maintenance)) {
            problems.add("the right CREATEDB is missing");
        }
        boolean exists = Databases.exists(maintenance, name);
        if (exists && !replaces) {
            problems.add("the database '" + name + "' exists; choose another name, or replace it");
        } else if (exists) {
            problems.addAll(Databases.obstaclesToReplacing(maintenance, name, options.disconnectsOthers()));
        }
        problems.addAll(Preflight.problems(maintenance, description, options));
        return problems;
    }

    @Override
    public Crew begin(Description description) throws IOException, SQLException {
        try (Session session = Session.maintenance(server)) {
            Connection maintenance = session.connection();
            if (options.createsRoles()) {
                Roles.createMissing(maintenance, description);
            }
            Sql.run(maintenance, create(description.database(), ServerVersion.of(maintenance)));
            isCreated = true;
        }
        ManyTransactions opened = new ManyTransactions(server, building, options.connections());
        crew = opened;
        return opened;
    }

    private String create(Fields database, ServerVersion version) {
        StringBuilder sql = new StringBuilder("CREATE DATABASE " + Sql.quote(building) + " TEMPLATE template0 ENCODING "
                + Sql.literal(database.get("encoding")) + " LC_COLLATE " + Sql.literal(database.get("collate"))
                + " LC_CTYPE " + Sql.literal(database.get("ctype")));
        String provider = database.get("provider");
        if (provider.equals("i")) {
            sql.append(" LOCALE_PROVIDER icu ICU_LOCALE ").append(Sql.literal(database.get("locale")));
            if (!database.get("rules").isEmpty()) {
                sql.append(" ICU_RULES ").append(Sql.literal(database.get("rules")));
            }
        } else if (provider.equals("b")) {
            sql.append(" LOCALE_PROVIDER builtin BUILTIN_LOCALE ").append(Sql.literal(database.get("locale")));
        } else if (version.major() >= 15) {
            sql.append(" LOCALE_PROVIDER libc");
        }
        return sql.toString();
    }

    @Override
    public boolean wants(Statement statement) {
        return true;
    }

    /** Who has created a database may do everything in it. */
    @Override
    public void requirePossible(List<Statement> statements, List<CopiedTable> tables) {}

    /** Nothing: what is replaced stays under another name. */
    @Override
    public Replaced replaced(List<Statement> statements, List<CopiedTable> tables) {
        return Replaced.nothing();
    }

    /** Tables of extensions may have rows as soon as their extension is there, so only others are known to be empty. */
    @Override
    public void beforeDefinitions(List<Statement> statements) {
        statements.stream()
                .filter(statement -> statement.kind().equals("TABLE"))
                .forEach(statement -> created.addAll(statement.tables()));
    }

    @Override
    public void beforeData(List<CopiedTable> tables) {}

    @Override
    public Optional<RowsCommand> rowsCommand(CopiedTable table) {
        return Optional.of(
                created.contains(table.name()) ? RowsCommand.unseen(table) : RowsCommand.into(table.name(), table));
    }

    @Override
    public boolean takesLargeObjects() {
        return true;
    }

    @Override
    public void afterData() {}

    @Override
    public void complete() throws IOException, SQLException {
        closeConnections();
        try (Session session = Session.maintenance(server)) {
            Connection maintenance = session.connection();
            if (replaces) {
                // Not before, since the connections that build it count.
                Databases.takeOverConnectionLimit(maintenance, name, building);
                Databases.swap(maintenance, building, name, safetyName, options.disconnectsOthers());
            } else {
                Databases.rename(maintenance, building, name);
            }
            isComplete = true;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            dropUnfinished();
        } catch (SQLException e) {
            throw Sql.failure(
                    "The half-restored database '" + building + "' could not be dropped; drop it yourself", e);
        }
    }

    private void closeConnections() throws IOException {
        if (crew != null) {
            crew.close();
        }
    }

    private void dropUnfinished() throws IOException, SQLException {
        try {
            closeConnections();
        } finally {
            if (isCreated && !isComplete) {
                isCreated = false;
                try (Session maintenance = Session.maintenance(server)) {
                    Databases.drop(maintenance.connection(), building);
                }
            }
        }
    }
}
