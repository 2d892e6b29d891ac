package io.backup4j.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An argument that names its kind, {@code scheme:rest}. Everything else is a path.
 *
 * @param scheme what stands before the first colon
 * @param rest what stands behind it
 */
record Url(String scheme, String rest) {
    /** Two letters at least: {@code C:\backups} is a path. */
    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9+.-]+):(.*)", Pattern.DOTALL);

    /** Reads {@code text}; a path gives nothing. */
    static Optional<Url> of(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches() ? Optional.of(new Url(parts.group(1), parts.group(2))) : Optional.empty();
    }

    /** Returns the error for a scheme that nobody knows. */
    UsageException unknown(String what, String forms) {
        return new UsageException("No " + what + " is called '" + scheme + ":'. Supported are a path, " + forms
                + " (a path that holds a colon is written ./" + scheme + ':' + rest + ")");
    }
}
