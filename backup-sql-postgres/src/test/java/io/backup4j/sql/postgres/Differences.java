package io.backup4j.sql.postgres;

import java.util.ArrayList;
import java.util.List;

/** What two lists of lines do not share. */
final class Differences {
    private Differences() {}

    /** Returns the lines of one and not of the other, each with where it is; none when both hold the same. */
    static List<String> between(List<String> copy, List<String> original) {
        List<String> onlyInCopy = new ArrayList<>(copy);
        List<String> onlyInOriginal = new ArrayList<>();
        for (String line : original) {
            if (!onlyInCopy.remove(line)) {
                onlyInOriginal.add("missing: " + line);
            }
        }
        onlyInCopy.forEach(line -> onlyInOriginal.add("new: " + line));
        return onlyInOriginal;
    }
}
