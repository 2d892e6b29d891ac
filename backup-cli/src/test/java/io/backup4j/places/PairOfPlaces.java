package io.backup4j.places;

import io.backup4j.api.BackupStore;
import io.backup4j.testsuites.ReplicatedCrashSuite;
import io.backup4j.testsuites.ReplicatedDamageSuite;
import io.backup4j.testsuites.TwoPlaces;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Both suites on a pair. */
abstract class PairOfPlaces {
    private static final int CASES_FOR_EACH_TRIED = 15;

    final Places places = new Places();

    @TempDir
    Path temp;

    abstract BackupStore primary();

    abstract BackupStore replica();

    private TwoPlaces pair() {
        return new TwoPlaces(this::primary, this::replica);
    }

    @AfterEach
    void close() throws IOException {
        places.close();
    }

    @Nested
    class Crash extends ReplicatedCrashSuite {
        @Override
        protected TwoPlaces places() {
            return pair();
        }

        @Override
        protected int casesForEachTried() {
            return CASES_FOR_EACH_TRIED;
        }
    }

    @Nested
    class Damage extends ReplicatedDamageSuite {
        @Override
        protected TwoPlaces places() {
            return pair();
        }

        @Override
        protected int casesForEachTried() {
            return CASES_FOR_EACH_TRIED;
        }
    }
}
