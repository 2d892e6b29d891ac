package io.backup4j.testsuites;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupStore;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.VerifyReport;
import io.backup4j.testkit.RawObjects;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * An object of each kind is lost, cut off or changed. A verification must find it, and no restore may give back a wrong byte, or less than there
 * is.
 *
 * <p>Extend it and implement {@link #openStore()}.
 */
public abstract class DamageSuite {
    /** Objects without which no repository can be opened. */
    static final String DOOR = "config|keys/.*";

    /**
     * Opens the store on a place that belongs to this test alone and is empty at first; called again, on the same place, as another process
     * would.
     */
    protected abstract BackupStore openStore() throws Exception;

    /** Returns how many cases there are for each that the build tries, from 1; where each costs much. */
    protected int casesForEachTried() {
        return 1;
    }

    @TestFactory
    @DisplayName("What is lost, cut off or changed is found, and nothing wrong is restored:")
    final Stream<DynamicTest> damage() throws Exception {
        BackupStore store = openStore();
        KnownPoints known = SampleRepository.fill(store);
        RawObjects objects = new StoredBytes(store);
        List<DynamicTest> cases = SampleRepository.objects(objects, known).stream()
                .flatMap(name -> Arrays.stream(Deed.values())
                        .map(deed -> DynamicTest.dynamicTest(deed + " " + name, () -> {
                            byte[] sound = objects.readAll(name);
                            String done = deed.apply(objects, name);
                            try {
                                assertFound(known, name, deed.shows(name), done);
                            } finally {
                                objects.overwrite(name, sound);
                            }
                        })))
                .toList();
        return Campaign.chosen(cases, casesForEachTried()).onClose(() -> StoredBytes.made(store::close));
    }

    private void assertFound(KnownPoints known, String name, boolean shows, String done) throws Exception {
        try (BackupStore store = openStore();
                BackupRepository repository = KnownPoints.open(store)) {
            VerifyReport report = repository.verify(VerifyLevel.EVERY_BYTE);
            assertThat(report.isClean()).as("%s: %s", done, report).isEqualTo(!shows);
            known.assertNothingWrong(repository, report);
        } catch (BackupException e) {
            assertThat(name).as("%s: %s", done, e).matches(DOOR);
        }
    }
}
