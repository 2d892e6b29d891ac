package io.backup4j.testsuites;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether there is time for everything: in the profile {@code campaign} there is. */
final class Campaign {
    private static final int FACTOR = Integer.getInteger("campaign.factor", 1);

    private static final long SEED = Long.getLong("suites.seed", new Random().nextLong());

    static {
        System.out.println("Cases of the suites are chosen with seed " + SEED);
    }

    private Campaign() {}

    static boolean isOn() {
        return FACTOR > 1;
    }

    /** Returns the cases to be tried: in a campaign all, otherwise one of so many, other ones with each seed. */
    static <T> Stream<T> chosen(List<T> cases, int forEachTried) {
        int step = isOn() ? 1 : forEachTried;
        int first = new Random(SEED).nextInt(Math.min(step, cases.size()));
        return IntStream.iterate(first, i -> i < cases.size(), i -> i + step).mapToObj(cases::get);
    }
}
