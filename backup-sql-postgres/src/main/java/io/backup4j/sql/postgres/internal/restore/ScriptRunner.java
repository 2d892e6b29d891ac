package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.Statement;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Executes the statements of scripts: in their order, or several at once where neighbours do not need each other. */
final class ScriptRunner {
    /** Kinds that read whole tables and need nothing of their own kind but at the same table. */
    private static final List<Set<String>> TOGETHER = List.of(Set.of("INDEX", "CONSTRAINT"), Set.of("FOREIGN KEY"));

    private final Crew crew;
    private final RestoredRows rows;
    private final List<Statement> last = new ArrayList<>();

    ScriptRunner(Crew crew, RestoredRows rows) {
        this.crew = crew;
        this.rows = rows;
    }

    /** Executes statements one after the other. */
    void runInOrder(List<Statement> statements) throws IOException, SQLException {
        if (!statements.isEmpty()) {
            crew.work(connection -> execute(statements, connection));
        }
    }

    /** Executes statements; event triggers, with their owners and comments, are kept for {@link #runLast}. */
    void run(List<Statement> statements) throws IOException, SQLException {
        List<Statement> now = withoutLast(statements);
        for (int from = 0; from < now.size(); ) {
            int to = endOfGroup(now, from);
            runGroup(now.subList(from, to));
            from = to;
        }
    }

    /** Executes owners and privileges; those of event triggers are kept for {@link #runLast}. */
    void runPrivileges(List<Statement> statements) throws IOException, SQLException {
        runInOrder(withoutLast(statements));
    }

    private List<Statement> withoutLast(List<Statement> statements) {
        List<Statement> now = new ArrayList<>(statements);
        now.removeIf(ScriptRunner::isOfEventTrigger);
        statements.stream().filter(ScriptRunner::isOfEventTrigger).forEach(last::add);
        return now;
    }

    private static boolean isOfEventTrigger(Statement statement) {
        return switch (statement.kind()) {
            case "EVENT TRIGGER" -> true;
            case "OWNER" -> statement.sql().startsWith("ALTER EVENT TRIGGER ");
            case "COMMENT" -> statement.sql().startsWith("COMMENT ON EVENT TRIGGER ");
            default -> false;
        };
    }

    /** Executes what would otherwise fire at the rest of the restore. */
    void runLast() throws IOException, SQLException {
        runInOrder(last);
    }

    private static int endOfGroup(List<Statement> statements, int from) {
        int to = from + 1;
        while (to < statements.size() && group(statements.get(to)) == group(statements.get(from))) {
            to++;
        }
        return to;
    }

    /** Returns -1 for what is done in order. */
    private static int group(Statement statement) {
        for (int i = 0; i < TOGETHER.size(); i++) {
            if (TOGETHER.get(i).contains(statement.kind())
                    && !statement.tables().isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    /** Those of large tables come first, so that nobody waits for them alone at the end. */
    private void runGroup(List<Statement> group) throws IOException, SQLException {
        if (group(group.get(0)) < 0) {
            runInOrder(group);
            return;
        }
        crew.workTogether(group.stream()
                .sorted(Comparator.comparingLong(this::rows).reversed())
                .map(statement -> new Piece(statement.tables(), connection -> execute(List.of(statement), connection)))
                .toList());
    }

    private long rows(Statement statement) {
        return statement.tables().stream().mapToLong(rows::of).max().orElse(0);
    }

    private void execute(List<Statement> statements, Connection connection) throws IOException {
        for (Statement statement : statements) {
            crew.requireGoing();
            try {
                Sql.run(connection, whole(statement.sql()));
            } catch (SQLException e) {
                throw Sql.failure("The " + statement.title() + " could not be restored", e);
            }
        }
    }

    /** The driver parts statements at semicolons, which the body of a function in standard SQL has too: inside a text it does not look. */
    private static String whole(String sql) {
        return sql.contains("BEGIN ATOMIC") ? "DO " + Sql.literal("BEGIN EXECUTE " + Sql.literal(sql) + "; END") : sql;
    }
}
