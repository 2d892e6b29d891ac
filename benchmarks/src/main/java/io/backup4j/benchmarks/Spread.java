package io.backup4j.benchmarks;

import java.util.Collection;
import java.util.List;

/** Smallest, middle and largest of some figures; never a mean, which one bad moment of the machine would move. */
record Spread(double min, double median, double max) {
    /** Of an even number of figures, the median is the mean of the middle two. */
    static Spread of(Collection<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("No figures");
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int last = sorted.size() - 1;
        return new Spread(sorted.get(0), (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2, sorted.get(last));
    }
}
