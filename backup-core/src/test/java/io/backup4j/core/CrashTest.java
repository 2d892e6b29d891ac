package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.StoreException;
import io.backup4j.core.CrashScenario.Known;
import io.backup4j.core.CrashScenario.Step;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call of the store goes wrong once: before or after it has taken effect, and with the end of the process (F20). */
@DisplayName("When a call of the store fails")
final class CrashTest {
    private final InMemoryStore store = new InMemoryStore();

    static Stream<Arguments> everyCall() {
        return everyCallOf(CrashScenario.OWN_LIFE);
    }

    static Stream<Arguments> everyCallOfArrivals() {
        return everyCallOf(CrashScenario.LIFE_OF_ARRIVALS);
    }

    private static Stream<Arguments> everyCallOf(List<Step> life) {
        FaultyStore counting = FaultyStore.over(new InMemoryStore());
        CrashScenario scenario = new CrashScenario(counting);
        life.forEach(scenario::run);
        scenario.close();
        return IntStream.rangeClosed(1, counting.calls())
                .boxed()
                .flatMap(call -> Stream.of(Fault.FAIL_BEFORE, Fault.FAIL_AFTER, Fault.DIE_BEFORE, Fault.DIE_AFTER)
                        .map(fault -> Arguments.of(call, fault)));
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    @DisplayName("what is reported is true, no point is harmed, and doing it again leads to the same end")
    void leadsToTheSameEnd(int call, Fault fault) {
        CrashScenario scenario = live(CrashScenario.OWN_LIFE, call, fault);
        assertEnd(scenario);
        assertDescribed(scenario);
    }

    @ParameterizedTest
    @MethodSource("everyCallOfArrivals")
    @DisplayName("the same is true of what comes from another repository or an archive, and of bringing back")
    void leadsToTheSameEndOfArrivals(int call, Fault fault) {
        assertEnd(live(CrashScenario.LIFE_OF_ARRIVALS, call, fault));
    }

    private CrashScenario live(List<Step> life, int call, Fault fault) {
        FaultyStore faulty = FaultyStore.over(store).failAt(call, fault);
        CrashScenario scenario = new CrashScenario(faulty);
        for (Step step : life) {
            if (failsIn(step, scenario)) {
                if (faulty.isDead()) {
                    scenario.close();
                    scenario = scenario.inNewProcess(store.reopen());
                }
                scenario.run(step);
            }
        }
        scenario.close();
        return scenario;
    }

    /** What failed has left no trace, what nobody can tell may have, and what succeeded has. */
    private boolean failsIn(Step step, CrashScenario scenario) {
        List<String> before = step.traces(store);
        boolean isUnknown = false;
        try {
            scenario.run(step);
            assertThat(step.traces(store).equals(before)).isEqualTo(!step.changesTheStore());
            return false;
        } catch (OutcomeUnknownException e) {
            assertThat(step.changesTheStore()).isTrue();
            isUnknown = true;
        } catch (StoreException e) {
            assertThat(step.traces(store)).as("%s failed: %s", step, e).isEqualTo(before);
        }
        assertIntact(scenario, isUnknown && step == Step.DELETE);
        return true;
    }

    /** Whatever was reported as done is there, and nothing is damaged. */
    private void assertIntact(CrashScenario scenario, boolean firstMayBeGone) {
        if (!store.names().contains("config")) {
            assertThat(scenario.known).isEmpty();
            return;
        }
        try (BackupRepository repository = open()) {
            Checks.assertSound(repository);
            scenario.known.stream()
                    .skip(firstMayBeGone ? 1 : 0)
                    .forEach(known -> Checks.assertRestores(repository, known.point(), known.copy(), 1));
        }
    }

    private void assertEnd(CrashScenario scenario) {
        assertIntact(scenario, false);
        assertThat(scenario.known).hasSize(1);
        Known last = scenario.known.get(0);
        try (BackupRepository repository = open()) {
            List<RestorePoint> points = repository.restorePoints();
            // A backup whose process died between its commit and its report was done twice.
            assertThat(points).hasSizeBetween(1, 2);
            assertThat(repository.keySlots()).hasSize(1);
            Checks.assertRestores(repository, last.point(), last.copy(), 2);
            RestorePoint again = repository.backup(scenario.source);
            Checks.assertRestores(repository, again, NaiveCopy.of(scenario.source), 2);
        }
        store.assertNothingOpen();
    }

    private void assertDescribed(CrashScenario scenario) {
        Known last = scenario.known.get(0);
        try (BackupRepository repository = open()) {
            assertThat(repository.restorePoint(last.point().id().value()).details())
                    .isEqualTo(CrashScenario.DETAILS);
            assertThat(repository.backup(scenario.source).bytes().added()).isZero();
        }
    }

    private BackupRepository open() {
        return BackupRepository.open(store.reopen(), Sealing.ENCRYPTED.encryption(), CrashScenario.options());
    }
}
