package io.backup4j.cli;

import io.backup4j.api.EntryPath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths inside a component as people write them. */
final class EntryPaths {
    /** How {@link EntryPath#toString()} shows a byte that is not UTF-8. */
    private static final Pattern BYTE = Pattern.compile("\\\\x([89a-f][0-9a-f])");

    private EntryPaths() {}

    /**
     * Returns what {@code text} may mean: the path as it stands and, where it holds bytes shown as {@code \xe9}, the path of these
     * bytes. Slashes around it and {@code ./} before it do not count.
     *
     * @throws UsageException when it can be no path of an entry
     */
    static List<EntryPath> parse(String text) {
        String bare = text.replaceFirst("^(\\./+|/+)+", "").replaceFirst("/+$", "");
        try {
            List<EntryPath> meant = new ArrayList<>();
            meant.add(EntryPath.of(bare.equals(".") ? "" : bare));
            if (BYTE.matcher(bare).find()) {
                meant.add(EntryPath.ofBytes(unescaped(bare)));
            }
            return meant;
        } catch (IllegalArgumentException invalid) {
            throw new UsageException("Not a path of an entry: '" + text + "' (names joined by /, without ..)");
        }
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher shown = BYTE.matcher(text);
        int from = 0;
        while (shown.find()) {
            bytes.writeBytes(text.substring(from, shown.start()).getBytes(StandardCharsets.UTF_8));
            bytes.write(Integer.parseInt(shown.group(1), 16));
            from = shown.end();
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
