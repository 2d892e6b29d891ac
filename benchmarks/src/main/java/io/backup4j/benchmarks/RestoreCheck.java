package io.backup4j.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Compares trees by content and by all that rsync knows of: modes, owners, times, links, ACLs, extended attributes. */
final class RestoreCheck {
    private static final int SHOWN_DIFFERENCES = 10;

    private RestoreCheck() {}

    static Command command(Path original, Path restored) {
        // Itemized: without it a dry run finds differences and keeps them to itself.
        List<String> arguments = List.of(
                "rsync", "-aHAXn", "--checksum", "--delete", "--itemize-changes", original + "/", restored + "/");
        return new Command(arguments, Map.of(), original);
    }

    /** The first differences in what the command printed; none when the trees are equal. */
    static List<String> differences(String printed) {
        return printed.lines().limit(SHOWN_DIFFERENCES).toList();
    }
}
