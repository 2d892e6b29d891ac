package io.backup4j.benchmarks;

import java.util.List;

/**
 * What one process, with its children, took.
 *
 * @param wallSeconds from before its start until after its end
 * @param cpuSeconds user and system time together
 * @param peakMegabytes largest resident set, in units of 10^6 bytes
 * @param stolenSeconds what the host took from all processors of this machine meanwhile
 */
record Cost(double wallSeconds, double cpuSeconds, double peakMegabytes, double stolenSeconds) {
    /** What GNU time is asked for: user seconds, system seconds, largest resident set in KiB. */
    static final String TIME_FORMAT = "%U %S %M";

    static Cost of(long wallNanos, String timeReport, double stolenSeconds) {
        List<Double> figures = List.of(timeReport.strip().split(" ", -1)).stream()
                .map(Double::valueOf)
                .toList();
        return new Cost(wallNanos / 1e9, figures.get(0) + figures.get(1), figures.get(2) * 1024 / 1e6, stolenSeconds);
    }
}
