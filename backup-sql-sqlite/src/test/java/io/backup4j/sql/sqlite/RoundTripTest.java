package io.backup4j.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.testkit.InMemoryStore;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever a database holds comes back, into a file, into a live database and into memory, and can be undone. */
class RoundTripTest {
    /** How a database is laid out. */
    record Layout(int pageSize, String encoding, String vacuum, String journal, boolean withoutRowid) {}

    @Property(tries = 15)
    void everyStateComesBack(@ForAll("layouts") Layout layout, @ForAll("rows") List<List<@Nullable Object>> rows)
            throws Exception {
        Path place = Files.createTempDirectory("round-trip");
        Path database = place.resolve("app.db");
        try (BackupRepository repository = BackupRepository.create(new InMemoryStore(), Encryption.none());
                Connection app = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            List<RestorePoint> points = new ArrayList<>();
            List<List<String>> states = new ArrayList<>();
            create(app, layout);
            for (int from = 0; from <= rows.size(); from += 3) {
                insert(app, rows.subList(from, Math.min(rows.size(), from + 3)));
                points.add(repository.backup(SqliteSource.of(database)));
                states.add(Dump.of(app));
            }
            for (int i = 0; i < points.size(); i++) {
                List<String> before = Dump.of(app);
                repository.restore(points.get(i), SqliteTarget.live(database));
                assertThat(Dump.of(app)).isEqualTo(states.get(i));
                repository.undo(SqliteTarget.live(database));
                assertThat(Dump.of(app)).isEqualTo(before);
            }
            RestorePoint last = points.get(points.size() - 1);
            repository.restore(last, SqliteTarget.into(place.resolve("other.db")));
            assertThat(Dump.of(place.resolve("other.db"))).isEqualTo(states.get(states.size() - 1));
            try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
                repository.restore(last, SqliteTarget.live("memory", memory));
                assertThat(Dump.of(memory)).isEqualTo(states.get(states.size() - 1));
            }
        } finally {
            delete(place);
        }
    }

    private static void create(Connection app, Layout layout) throws SQLException {
        Bank.run(app, "pragma page_size=" + layout.pageSize());
        Bank.run(app, "pragma encoding='" + layout.encoding() + "'");
        Bank.run(app, "pragma auto_vacuum=" + layout.vacuum());
        Bank.run(app, "pragma journal_mode=" + layout.journal());
        Bank.run(app, "pragma user_version=" + layout.pageSize());
        Bank.run(
                app,
                "create table \"odd \"\"name\"(id integer primary key, a, b, c)"
                        + (layout.withoutRowid() ? " without rowid" : ""));
        Bank.run(app, "create index byA on \"odd \"\"name\"(a, b)");
        Bank.run(app, "create view seen as select a from \"odd \"\"name\" where b is not null");
        Bank.run(
                app,
                "create trigger t after insert on \"odd \"\"name\" begin update \"odd \"\"name\" set c = new.a"
                        + " where id = new.id and new.c is null; end");
    }

    private static void insert(Connection app, List<List<@Nullable Object>> rows) throws SQLException {
        try (PreparedStatement insert = app.prepareStatement(
                "insert into \"odd \"\"name\" values((select coalesce(max(id), 0) + 1 from \"odd \"\"name\"), ?, ?, ?)")) {
            for (List<@Nullable Object> row : rows) {
                for (int column = 0; column < 3; column++) {
                    insert.setObject(column + 1, row.get(column));
                }
                insert.executeUpdate();
            }
        }
    }

    @Provide
    Arbitrary<Layout> layouts() {
        return Combinators.combine(
                        Arbitraries.of(512, 1024, 4096, 65_536),
                        Arbitraries.of("UTF-8", "UTF-16le", "UTF-16be"),
                        Arbitraries.of("none", "full", "incremental"),
                        Arbitraries.of("wal", "delete", "truncate", "persist"),
                        Arbitraries.of(true, false))
                .as(Layout::new);
    }

    @Provide
    Arbitrary<List<List<@Nullable Object>>> rows() {
        Arbitrary<Object> value = Arbitraries.oneOf(
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.strings().excludeChars('\0').ofMaxLength(300).map(Object.class::cast),
                Arbitraries.of("", "ß𝄞", "x".repeat(70_000)).map(Object.class::cast),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(3000).map(Object.class::cast));
        return value.injectNull(0.1).list().ofSize(3).list().ofMaxSize(9);
    }

    private static void delete(Path place) throws Exception {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(place);
    }
}
