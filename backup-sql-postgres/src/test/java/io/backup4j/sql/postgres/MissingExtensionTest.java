package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ByteString;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.api.RestoreSession;
import io.backup4j.testkit.BytesContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server lacks is seen before anything is done. */
class MissingExtensionTest {
    private static final String DATABASE = "database format=1 name=shop server=160004 encoding=UTF8 collate=C ctype=C"
            + " provider=c locale= rules= size=123 parts=schema,data definitions=catalogs\n";

    private final TestServer server = TestServer.of(15);

    private PlannedAction plan(Way way, String lines) throws Exception {
        String database = server.newDatabase();
        Entry description = new Entry(
                EntryPath.of("0-database.txt"),
                EntryKind.FILE,
                1,
                null,
                null,
                null,
                Map.of("backup4j.postgres", ByteString.utf8(DATABASE + lines)));
        List<PlannedAction> actions = new ArrayList<>();
        way.target(server, database).plan(List.of(description), actions::add);
        return actions.get(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"NEW", "REPLACE", "SCHEMAS"})
    @DisplayName("All extensions and roles that are missing are named by the plan, at once")
    void missing(Way way) throws Exception {
        PlannedAction action = plan(way, """
                extension name=postgis version=3.4.0 schema=public
                extension name=timescaledb version=2.1 schema=public
                role name=b4j_nobody superuser=false inherit=true owns=true in-policy=false
                """);

        assertThat(action.action()).isEqualTo(Action.CONFLICT);
        assertThat(action.reason())
                .contains("postgis (3.4.0)", "timescaledb (2.1)", "b4j_nobody")
                .contains("is not installed on the server");
    }

    @Test
    @DisplayName("A locale that the server does not have is named before anything has been made")
    void missingLocale() throws Exception {
        String text = DATABASE.replace("collate=C ctype=C", "collate=xy_XY.UTF-8 ctype=xy_XY.UTF-8");
        BytesContent content = BytesContent.of(text.getBytes(StandardCharsets.UTF_8));
        Entry entry = Entry.file(EntryPath.of("0-database.txt"), content.size());
        String name = server.freeName();
        try (RestoreSession session =
                PostgresTarget.newDatabase(server.server(), name).open(CancelSignal.never())) {
            assertThatThrownBy(() -> session.restore(entry, content)).hasMessageContaining("xy_XY.UTF-8");
        }
        assertThat(server.query("postgres", "select datname from pg_database where datname like '" + name + "%'"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"NEW", "REPLACE", "SCHEMAS"})
    @DisplayName("Another version of an extension or of the server does not stand in the way, and is told")
    void otherVersion(Way way) throws Exception {
        PlannedAction action = plan(way, "extension name=plpgsql version=0.9 schema=pg_catalog\n");

        assertThat(action.action()).isEqualTo(Action.CREATE);
        assertThat(action.reason())
                .contains("plpgsql had version 0.9 and will have 1.0")
                .contains("from version 16.4");
    }
}
