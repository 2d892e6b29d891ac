package io.backup4j.core.internal.glob;

import java.util.regex.Pattern;

/** Turns the text of a {@link Glob} into a regular expression. */
final class GlobReader {
    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private boolean inBraces;

    GlobReader(String glob) {
        this.glob = glob;
    }

    String toRegex() {
        while (at < glob.length()) {
            append(next());
        }
        if (inBraces) {
            throw malformed("'{' without '}'");
        }
        return regex.toString();
    }

    private void append(int sign) {
        switch (sign) {
            case '*' -> appendStar();
            case '?' -> regex.append("[^/]");
            case '[' -> appendSet();
            case '{' -> openBraces();
            case '}' -> closeBraces();
            case ',' -> regex.append(inBraces ? "|" : ",");
            case '\\' -> appendLiteral(next());
            default -> appendLiteral(sign);
        }
    }

    private void appendStar() {
        if (!glob.startsWith("*", at)) {
            regex.append("[^/]*");
            return;
        }
        boolean beginsName = at == 1 || glob.charAt(at - 2) == '/';
        // More stars mean no more than two, but would be tried in all ways.
        while (glob.startsWith("*", at)) {
            at++;
        }
        boolean wholeName = beginsName && glob.startsWith("/", at);
        if (wholeName) {
            at++;
        }
        regex.append(wholeName ? "(?:.*/)?" : ".*");
    }

    private void appendSet() {
        boolean negated = glob.startsWith("!", at) || glob.startsWith("^", at);
        int start = negated ? at + 1 : at;
        int end = glob.indexOf(']', start + 1);
        if (end < 0) {
            throw malformed("'[' without ']'");
        }
        // A slash is never in a set: sets stay within a name, as '?' does.
        regex.append("(?!/)").append(negated ? "[^" : "[");
        regex.append(glob.substring(start, end).replaceAll("[\\\\\\[\\]&^]", "\\\\$0"));
        regex.append(']');
        at = end + 1;
    }

    private void openBraces() {
        if (inBraces) {
            throw malformed("'{' inside '{'");
        }
        inBraces = true;
        regex.append("(?:");
    }

    private void closeBraces() {
        if (!inBraces) {
            throw malformed("'}' without '{'");
        }
        inBraces = false;
        regex.append(')');
    }

    private int next() {
        if (at == glob.length()) {
            throw malformed("a backslash at the end");
        }
        int sign = glob.codePointAt(at);
        at += Character.charCount(sign);
        return sign;
    }

    private void appendLiteral(int sign) {
        regex.append(Pattern.quote(Character.toString(sign)));
    }

    private IllegalArgumentException malformed(String found) {
        return new IllegalArgumentException("The pattern '" + glob + "' has " + found);
    }
}
