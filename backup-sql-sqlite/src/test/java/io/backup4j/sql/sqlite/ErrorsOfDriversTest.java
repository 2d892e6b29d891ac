package io.backup4j.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.RestoreHook;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePoint.Origin;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.PointQuery;
import io.backup4j.core.RestoreReport;
import io.backup4j.sql.sqlite.Bank.Journal;
import io.backup4j.testkit.InMemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What no SQLException is: a class that is missing, a library that does not load, no memory. */
@DisplayName("An error in the midst of a restore")
@Timeout(120)
final class ErrorsOfDriversTest {
    @TempDir
    private Path directory;

    private Path database;
    private BackupRepository repository;
    private RestorePoint point;
    private List<String> before;

    @BeforeEach
    void start() throws Exception {
        database = directory.resolve("bank.db");
        repository = BackupRepository.create(new InMemoryStore(), Encryption.none());
        try (Connection app = Bank.open(database, Journal.WAL)) {
            Bank.book(app, 500);
            point = repository.backup(SqliteSource.of(database));
            Bank.transfer(app, new Random(1));
            Bank.run(app, "create table later(x)");
        }
        before = Dump.of(database);
    }

    @AfterEach
    void end() {
        repository.close();
    }

    @Test
    @DisplayName("puts the files back that were taken aside")
    void putsFilesBack() throws Exception {
        Path named = proxy(Path.class, (self, method, arguments) -> {
            if (method.getName().equals("toAbsolutePath") && isTakenAside()) {
                throw new NoClassDefFoundError("com/example/Driver");
            }
            return invoke(database, method, arguments);
        });

        assertThatThrownBy(
                        () -> repository.restore(point, SqliteTarget.into(named).overwriting()))
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(isTakenAside()).isFalse();
        assertThat(Dump.of(database)).isEqualTo(before);
    }

    private boolean isTakenAside() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.anyMatch(
                    file -> file.endsWith("bank.db") && !file.getParent().equals(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("puts what was there back into a database in use, and gives each connection back")
    void putsTheLiveDatabaseBack() throws Exception {
        AtomicInteger statements = new AtomicInteger();
        AtomicInteger open = new AtomicInteger();
        SqliteTarget target =
                SqliteTarget.live("bank.db", failing(statements, open)).temporaryDirectory(directory);
        int failing = 0;
        Optional<RestoreReport> report = Optional.empty();
        while (report.isEmpty()) {
            failing++;
            statements.set(-failing);
            try {
                report = Optional.of(repository.restore(point, target));
            } catch (IllegalStateException e) {
                assertThat(e).hasRootCauseInstanceOf(NoClassDefFoundError.class);
                assertThat(Dump.of(database)).as("statement %d", failing).isEqualTo(before);
            }
            assertThat(open).as("connections after statement %d", failing).hasValue(0);
        }
        assertThat(failing).isGreaterThan(10);
        assertThat(Dump.of(database)).isNotEqualTo(before);
        assertThat(report.get().issues())
                .allSatisfy(issue -> assertThat(issue.message()).contains("is restored", "com/example/Driver"));
    }

    @Test
    @DisplayName(
            "or a failure to give the connection back afterwards leaves the restore done, and what it can be undone by")
    void connectionThatCannotBeGivenBack() throws Exception {
        DataSource connections = proxy(DataSource.class, (self, method, arguments) -> {
            Connection real = Bank.connect(database);
            return proxy(Connection.class, (lent, called, given) -> {
                Object result = invoke(real, called, given);
                if (called.getName().equals("close") && !Dump.of(database).equals(before)) {
                    throw new SQLException("the pool has been closed");
                }
                return result;
            });
        });
        RestoreReport report = repository.restore(
                point, SqliteTarget.live("bank.db", connections).temporaryDirectory(directory));

        assertThat(report.issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("is restored", "the pool has been closed"));
        repository.restore(
                repository
                        .restorePoints(PointQuery.all().origin(Origin.PRE_RESTORE))
                        .points()
                        .get(0),
                SqliteTarget.live(database));
        assertThat(Dump.of(database)).isEqualTo(before);
    }

    /** Returns a pool of which the connections fail when {@code statements} comes to 0. */
    private DataSource failing(AtomicInteger statements, AtomicInteger open) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Connection real = Bank.connect(database);
            open.incrementAndGet();
            return proxy(Connection.class, (lent, called, given) -> {
                if (called.getName().equals("createStatement") && statements.incrementAndGet() == 0) {
                    throw new NoClassDefFoundError("com/example/Driver");
                }
                if (called.getName().equals("close")) {
                    open.decrementAndGet();
                }
                return invoke(real, called, given);
            });
        });
    }

    @Test
    @DisplayName("of a hook keeps no other hook from letting the application go on")
    void callsAllHooks() {
        List<String> calls = new ArrayList<>();
        SqliteTarget target = SqliteTarget.live(database)
                .around(hook(() -> calls.add("one")))
                .around(hook(() -> {
                    throw new NoClassDefFoundError("com/example/Pool");
                }));

        assertThat(repository.restore(point, target).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("is restored", "com/example/Pool"));
        assertThat(calls).containsExactly("one");
    }

    private static RestoreHook hook(Runnable after) {
        return new RestoreHook() {
            @Override
            public void before() {}

            @Override
            public void after() {
                after.run();
            }
        };
    }

    private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(ErrorsOfDriversTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
