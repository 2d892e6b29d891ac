package io.backup4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Time in which the host of a virtual machine gave its processors to others although they had work to do here. */
final class StolenTime {
    private static final Path STATISTICS = Path.of("/proc/stat");

    /** The word {@code cpu} and user, nice, system, idle, iowait, irq and softirq time come before it. */
    private static final int FIELD = 8;

    /** Linux counts in these for programs, whatever its own clock does. */
    private static final double TICKS_PER_SECOND = 100;

    private StolenTime() {}

    /** Seconds since the machine started, of all processors together. */
    static double seconds() throws IOException {
        try (var lines = Files.lines(STATISTICS)) {
            return secondsOf(lines.findFirst().orElseThrow());
        }
    }

    static double secondsOf(String line) {
        return Double.parseDouble(List.of(line.strip().split(" +", -1)).get(FIELD)) / TICKS_PER_SECOND;
    }
}
