package io.backup4j.core.internal.glob;

import io.backup4j.api.EntryPath;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern over whole paths: {@code *} and {@code ?} stay within a name, {@code **} crosses names and, as a whole name,
 * also stands for none; {@code [a-z]} and {@code [!a]} are sets, <code>{a,b}</code> are alternatives, and a backslash
 * takes the next sign as it is. It is matched against the text of a path, {@link EntryPath#toString()}.
 *
 * <p>Safe for use by several threads.
 */
public final class Glob {
    private static final String SPECIAL = "*?[{\\";

    private final String glob;
    private final Pattern pattern;
    /** What every path that matches begins with. */
    private final String beginning;

    private final boolean isOnePath;

    private Glob(String glob, String regex, String anchored) {
        this.glob = glob;
        int end = 0;
        while (end < anchored.length() && SPECIAL.indexOf(anchored.charAt(end)) < 0) {
            end++;
        }
        this.beginning = anchored.substring(0, end);
        this.isOnePath = !anchored.isEmpty() && end == anchored.length();
        try {
            this.pattern = Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("The pattern '" + glob + "' has a set that means nothing", e);
        }
    }

    /**
     * Reads a pattern for whole paths: {@code *.tmp} is only what lies at the top.
     *
     * @throws IllegalArgumentException when {@code glob} is not well-formed
     */
    public static Glob of(String glob) {
        return new Glob(glob, new GlobReader(checked(glob)).toRegex(), glob);
    }

    /**
     * Reads a pattern that means names at any depth when it has no slash: {@code *.tmp} is every file of that ending, as
     * {@code **}{@code /*.tmp} is. A slash at its beginning binds it to the top: {@code /build}.
     *
     * @throws IllegalArgumentException when {@code glob} is not well-formed
     */
    public static Glob anywhere(String glob) {
        String checked = checked(glob);
        if (checked.startsWith("/")) {
            String anchored = checked(checked.substring(1));
            return new Glob(glob, new GlobReader(anchored).toRegex(), anchored);
        }
        return checked.contains("/") ? of(checked) : new Glob(glob, "(?:.*/)?" + new GlobReader(checked).toRegex(), "");
    }

    private static String checked(String glob) {
        if (glob.isEmpty() || glob.endsWith("/")) {
            throw new IllegalArgumentException(
                    "The pattern '" + glob + "' is empty or ends with a slash, so that no path can match it");
        }
        return glob;
    }

    /** Returns whether {@code path} as a whole matches. */
    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    /** Returns whether every path that matches lies below {@code directory}, since the pattern names it; empty for the top. */
    public boolean leadsInto(String directory) {
        return beginning.startsWith(inside(directory));
    }

    /** Returns whether a path below {@code directory} could match; false only when none can. */
    public boolean mayMatchBelow(String directory) {
        return leadsInto(directory) || !isOnePath && inside(directory).startsWith(beginning);
    }

    private static String inside(String directory) {
        return directory.isEmpty() ? "" : directory + "/";
    }

    /** Returns the pattern as it was given. */
    @Override
    public String toString() {
        return glob;
    }
}
