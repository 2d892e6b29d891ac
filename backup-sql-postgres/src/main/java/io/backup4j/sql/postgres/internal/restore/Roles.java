package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.Description;
import io.backup4j.sql.postgres.internal.layout.Fields;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Creates roles that are missing, without passwords: nobody can log in as one of them by password until one is set. */
final class Roles {
    private Roles() {}

    static void createMissing(Connection connection, Description description) throws IOException, SQLException {
        Set<String> present = new HashSet<>(Sql.texts(connection, "select rolname from pg_catalog.pg_roles"));
        List<Fields> missing = description.lines(Description.ROLE).stream()
                .filter(role -> !present.contains(role.get("name")))
                .toList();
        for (Fields role : missing) {
            Sql.run(connection, "CREATE ROLE " + Sql.quote(role.get("name")) + attributes(role));
            present.add(role.get("name"));
        }
        for (Fields role : missing) {
            for (String group : role.list("member-of")) {
                if (present.contains(group)) {
                    Sql.run(connection, "GRANT " + Sql.quote(group) + " TO " + Sql.quote(role.get("name")));
                }
            }
        }
    }

    /** Attributes that only a superuser may give are given only where they were: then it takes one to restore. */
    private static String attributes(Fields role) throws IOException {
        StringBuilder words = new StringBuilder();
        words.append(word(role, "inherit", " INHERIT", " NOINHERIT"));
        words.append(word(role, "login", " LOGIN", ""));
        words.append(word(role, "createdb", " CREATEDB", ""));
        words.append(word(role, "createrole", " CREATEROLE", ""));
        words.append(word(role, "superuser", " SUPERUSER", ""));
        words.append(word(role, "replication", " REPLICATION", ""));
        words.append(word(role, "bypassrls", " BYPASSRLS", ""));
        if (role.number("connections") >= 0) {
            words.append(" CONNECTION LIMIT ").append(role.number("connections"));
        }
        if (!role.get("until").isEmpty()) {
            words.append(" VALID UNTIL ").append(Sql.literal(role.get("until")));
        }
        return words.toString();
    }

    private static String word(Fields role, String key, String yes, String no) {
        return role.get(key).equals("true") ? yes : no;
    }
}
