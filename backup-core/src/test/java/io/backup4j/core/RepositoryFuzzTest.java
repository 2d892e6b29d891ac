package io.backup4j.core;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.api.BackupException;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** One object of a repository becomes something else; nothing vouches for it, as the repository is not encrypted. */
class RepositoryFuzzTest {
    private static final int LARGEST_SEED = 4_096;
    private static final int SEEDS_OF_AN_OBJECT = 8;

    /** The number of the object in the first byte, then its bytes. */
    static Stream<byte[]> objects() throws IOException {
        InMemoryStore store = GoldenRepositories.load(GoldenRepositories.PLAIN);
        List<String> names = store.names();
        return IntStream.range(0, names.size())
                .boxed()
                .flatMap(number -> Fuzz.seeds(Stream.of(store.readAll(names.get(number))))
                        .filter(object -> object.length <= LARGEST_SEED)
                        .limit(SEEDS_OF_AN_OBJECT)
                        .map(object -> numbered(number, object)));
    }

    @MethodSource("objects")
    @FuzzTest
    void object(byte[] numbered) throws IOException {
        if (numbered.length == 0) {
            return;
        }
        InMemoryStore store = GoldenRepositories.load(GoldenRepositories.PLAIN);
        List<String> names = store.names();
        String name = names.get((numbered[0] & 0xFF) % names.size());
        byte[] object = Arrays.copyOfRange(numbered, 1, numbered.length);
        store.overwrite(name, Fuzz.checked(object));
        use(store);
    }

    private static void use(InMemoryStore store) {
        try (BackupRepository repository = BackupRepository.open(store, Encryption.none())) {
            attempt(() -> repository.verify(VerifyLevel.EVERY_BYTE));
            attempt(repository::statistics);
            for (RestorePoint point : repository.restorePoints()) {
                attempt(() -> repository.restore(point, new MemoryTarget(1)));
                attempt(() -> repository.entries(point.id(), Selection.all(), entry -> {}));
                attempt(() -> repository.diff(
                        point.id(), repository.restorePoints().get(0).id()));
            }
            attempt(() -> repository.backup(new MemorySource().file("new", new byte[] {1})));
        } catch (BackupException e) {
            // It cannot be opened.
        }
    }

    private static void attempt(Runnable operation) {
        try {
            operation.run();
        } catch (BackupException e) {
            // It says what is wrong.
        }
    }

    private static byte[] numbered(int number, byte[] object) {
        byte[] bytes = new byte[object.length + 1];
        bytes[0] = (byte) number;
        System.arraycopy(object, 0, bytes, 1, object.length);
        return bytes;
    }
}
