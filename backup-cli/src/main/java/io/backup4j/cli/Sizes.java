package io.backup4j.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers for people. */
final class Sizes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,5})([KMGT])");

    private Sizes() {}

    /** Returns bytes with the unit that fits, for instance {@code 1.3 GiB}. */
    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        // 1023.95 would be shown as 1024.0
        while (value >= 1023.95 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /**
     * Reads a number of bytes such as {@code 10G}: K, M, G and T are 1024 of the one before.
     *
     * @throws UsageException when it is none, or is 0
     */
    static long parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new UsageException("Not a size: '" + text + "' (write 500M, 10G or 2T)");
        }
        return Long.parseLong(size.group(1)) << 10 * ("KMGT".indexOf(size.group(2)) + 1);
    }

    /** Returns a number with its thousands set apart. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns a number and what is counted, for instance {@code 1 entry} or {@code 2,000 entries}. */
    static String count(long number, String one, String many) {
        return count(number) + ' ' + (number == 1 ? one : many);
    }

    /** Returns seconds as {@code 0:07}, {@code 12:30} or {@code 3:00:00}. */
    static String clock(long seconds) {
        long hours = seconds / 3600;
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
