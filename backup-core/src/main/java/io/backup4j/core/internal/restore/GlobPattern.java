package io.backup4j.core.internal.restore;

import java.util.regex.Pattern;

/**
 * Globs over whole paths as regular expressions: {@code *} and {@code ?} stay within a name, {@code **} crosses names,
 * {@code [a-z]} and <code>[!a]</code> are sets, {@code {a,b}} alternatives, and a backslash takes the next sign as it is.
 */
final class GlobPattern {
    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private boolean inBraces;

    private GlobPattern(String glob) {
        this.glob = glob;
    }

    /** @throws IllegalArgumentException when {@code glob} is not well-formed */
    static Pattern compile(String glob) {
        return Pattern.compile(new GlobPattern(glob).toRegex(), Pattern.DOTALL);
    }

    private String toRegex() {
        while (at < glob.length()) {
            append(glob.charAt(at++));
        }
        if (inBraces) {
            throw malformed("'{' without '}'");
        }
        return regex.toString();
    }

    private void append(char sign) {
        switch (sign) {
            case '*' -> appendStar();
            case '?' -> regex.append("[^/]");
            case '[' -> appendSet();
            case '{' -> openBraces();
            case '}' -> regex.append(closeBraces());
            case ',' -> regex.append(inBraces ? "|" : ",");
            case '\\' -> appendLiteral(next());
            default -> appendLiteral(sign);
        }
    }

    /** A leading or inner {@code **}/ also stands for no directory at all, as people expect of it. */
    private void appendStar() {
        if (!glob.startsWith("*", at)) {
            regex.append("[^/]*");
            return;
        }
        at++;
        boolean wholeName = (at == 2 || glob.charAt(at - 3) == '/') && glob.startsWith("/", at);
        if (wholeName) {
            at++;
        }
        regex.append(wholeName ? "(?:.*/)?" : ".*");
    }

    private void appendSet() {
        int end = glob.indexOf(']', at + 1);
        if (end < 0) {
            throw malformed("'[' without ']'");
        }
        String signs = glob.substring(at, end)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("&", "\\&");
        boolean negated = signs.startsWith("!") || signs.startsWith("^");
        regex.append(negated ? "[^/" : "[")
                .append(negated ? signs.substring(1) : signs)
                .append("]");
        at = end + 1;
    }

    private void openBraces() {
        if (inBraces) {
            throw malformed("'{' inside '{'");
        }
        inBraces = true;
        regex.append("(?:");
    }

    private char closeBraces() {
        if (!inBraces) {
            throw malformed("'}' without '{'");
        }
        inBraces = false;
        return ')';
    }

    private char next() {
        if (at == glob.length()) {
            throw malformed("a backslash at the end");
        }
        return glob.charAt(at++);
    }

    private void appendLiteral(char sign) {
        regex.append(Pattern.quote(String.valueOf(sign)));
    }

    private IllegalArgumentException malformed(String found) {
        return new IllegalArgumentException("The pattern '" + glob + "' has " + found);
    }
}
