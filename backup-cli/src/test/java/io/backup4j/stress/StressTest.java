package io.backup4j.stress;

import io.backup4j.api.BackupStore;
import io.backup4j.core.ArchiveFormat;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.ExportRequest;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.Selection;
import io.backup4j.store.local.LocalStore;
import io.backup4j.store.s3.S3Options;
import io.backup4j.store.s3.S3Store;
import io.backup4j.store.s3.S3StoreBuilder;
import io.backup4j.stress.StressHistory.Tally;
import io.backup4j.testkit.InMemoryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Backups, deletions, prunes, checks and restores of three engines at once, compared with what must come of them (F21). */
@DisplayName("Whatever several engines do at once, killed and paused")
final class StressTest {
    private static final int FACTOR = Integer.getInteger("campaign.factor", 1);
    private static final int HISTORIES = 10;
    private static final int MOVES = 150;
    private static final int MOVES_OF_PROCESSES = 40;
    private static final int ENGINES = 3;
    private static final String BUCKET = "BACKUP4J_S3_BUCKET";

    @TempDir
    Path directory;

    private final Map<String, Long> copies = new HashMap<>();
    private final Map<Path, Long> archives = new HashMap<>();
    private final long seed = Long.getLong("stress.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @BeforeEach
    void fillTheOther() throws IOException {
        System.out.println("StressTest with seed " + seed);
        BackupRepository.create(other(), StressHistory.encryption()).close();
        try (BackupRepository other = openOther()) {
            for (long content = 1_000; content < 1_003; content++) {
                fill(other, content);
            }
        }
    }

    private void fill(BackupRepository other, long content) throws IOException {
        String point = new Player(other, other)
                .play(new Move(Move.Deed.BACKUP, Move.NOTHING, content))
                .text();
        copies.put(point, content);
        Path archive = directory.resolve(content + ".tar.gz");
        try (OutputStream out = Files.newOutputStream(archive)) {
            other.run(new ExportRequest(other.restorePoint(point).id(), Selection.all(), ArchiveFormat.TAR_GZIP, out));
        }
        archives.put(archive, content);
    }

    @Test
    @DisplayName("no restore point is lost in memory")
    void losesNothingInMemory() throws Exception {
        Tally tally = new Tally();
        for (int number = 0; number < HISTORIES * FACTOR; number++) {
            tally.add(playThreads(new InMemoryStore()::reopen));
        }
        System.out.println("StressTest in memory: " + tally);
    }

    @Test
    @DisplayName("no restore point is lost in a directory")
    void losesNothingInADirectory() throws Exception {
        Tally tally = new Tally();
        for (int number = 0; number < FACTOR; number++) {
            Path store = directory.resolve("store " + number);
            tally.add(playThreads(() -> LocalStore.at(store)));
        }
        System.out.println("StressTest in a directory: " + tally);
    }

    @Test
    @DisplayName("no restore point is lost by processes that are killed")
    void losesNothingByProcesses() throws Exception {
        Tally tally = new Tally();
        for (int number = 0; number < FACTOR; number++) {
            tally.add(playProcesses(
                    directory.resolve("store of processes " + number).toString()));
        }
        System.out.println("StressTest of processes: " + tally);
    }

    @Test
    @DisplayName("no restore point is lost in a bucket by processes that are killed")
    void losesNothingInABucketByProcesses() throws Exception {
        Tally tally = new Tally();
        for (int number = 0; number < FACTOR; number++) {
            tally.add(playProcesses(Places.newBucket()));
        }
        System.out.println("StressTest of processes in a bucket: " + tally);
    }

    private Tally playProcesses(String place) throws Exception {
        List<ProcessActor> actors = LongStream.range(0, ENGINES)
                .mapToObj(engine -> new ProcessActor(place, directory.resolve("other")))
                .toList();
        return play(() -> Places.open(place), actors, MOVES_OF_PROCESSES);
    }

    @Test
    @DisplayName("no restore point is lost in a bucket")
    void losesNothingInABucket() throws Exception {
        Tally tally = new Tally();
        for (int number = 0; number < FACTOR; number++) {
            String bucket = Places.newBucket();
            tally.add(playThreads(() -> Places.open(bucket)));
        }
        System.out.println("StressTest in a bucket: " + tally);
    }

    /** With the variables of {@code S3LiveContractTest}; what is left in the bucket is the history of one run. */
    @Test
    @EnabledIfEnvironmentVariable(named = BUCKET, matches = ".+")
    @DisplayName("no restore point is lost in a bucket of a real service")
    void losesNothingInARealBucket() throws Exception {
        String prefix = "backup4j-stress/" + UUID.randomUUID();
        System.out.println("StressTest in a bucket of a real service: " + playThreads(() -> bucket(prefix)));
    }

    private static BackupStore bucket(String prefix) {
        Map<String, String> environment = System.getenv();
        S3StoreBuilder builder = S3Store.builder(environment.getOrDefault(BUCKET, ""))
                .options(S3Options.defaults().withPrefix(prefix));
        Optional.ofNullable(environment.get("BACKUP4J_S3_REGION")).ifPresent(builder::region);
        Optional.ofNullable(environment.get("BACKUP4J_S3_ENDPOINT"))
                .ifPresent(endpoint -> builder.endpoint(URI.create(endpoint)).pathStyle());
        return builder.open();
    }

    private Tally playThreads(Supplier<? extends BackupStore> stores) throws Exception {
        try (BackupRepository other = openOther()) {
            List<ThreadActor> actors = LongStream.range(0, ENGINES)
                    .mapToObj(engine -> new ThreadActor(stores, other, options()))
                    .toList();
            return play(stores, actors, MOVES);
        }
    }

    private Tally play(Supplier<? extends BackupStore> stores, List<? extends Actor> actors, int moves)
            throws Exception {
        BackupRepository.create(stores.get(), StressHistory.encryption()).close();
        try {
            StressHistory history = new StressHistory(random.nextLong(), actors, copies, archives);
            Tally tally = history.play(moves);
            try (BackupRepository repository = BackupRepository.open(stores.get(), StressHistory.encryption())) {
                history.audit(repository);
            }
            return tally;
        } finally {
            actors.forEach(Actor::close);
        }
    }

    /** Engines whose clocks differ by days, with one worker, so that a seed repeats what happened, but for the two threads of a verification. */
    private RepositoryOptions options() {
        Duration offset = Duration.ofHours(random.nextInt(200) - 100);
        return RepositoryOptions.defaults().withWorkers(1).withClock(Clock.offset(Clock.systemUTC(), offset));
    }

    private BackupStore other() {
        return LocalStore.at(directory.resolve("other"));
    }

    private BackupRepository openOther() {
        return BackupRepository.open(other(), StressHistory.encryption());
    }
}
