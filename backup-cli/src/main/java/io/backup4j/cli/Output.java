package io.backup4j.cli;

import io.backup4j.api.EntryIssue;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What the program says: results go to standard output, as text or as one JSON document, all else to standard error.
 * Always UTF-8. One thread at a time.
 */
final class Output {
    /** How many of many things are listed one by one unless all are asked for. */
    static final int FEW = 5;

    private final OutputStream raw;
    private final Writer out;
    private final PrintStream err;
    private final OutputOption option;

    Output(OutputStream out, PrintStream err, OutputOption option) {
        this.raw = new BufferedOutputStream(new ResultStream(out));
        this.out = new BufferedWriter(new OutputStreamWriter(raw, StandardCharsets.UTF_8));
        this.err = err;
        this.option = option;
    }

    /** Returns whether the result is to be JSON. */
    boolean isJson() {
        return option.json;
    }

    /** Returns whether nothing but results and trouble is to be said. */
    boolean isQuiet() {
        return option.quiet;
    }

    /** Prints a line of the result. */
    void line(String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Prints a line of a result that holds no text, byte for byte. */
    void line(byte[] line) {
        try {
            raw.write(line);
            raw.write('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Prints the result as the one JSON document of this run; when it fails midway, what is printed is none. */
    void json(Consumer<? super JsonGenerator> writer) {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                .build();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            writer.accept(json);
            json.writeEndObject();
        }
        line("");
    }

    /** Returns standard output for text that others make. */
    Writer writer() {
        return out;
    }

    /** Returns standard output for content that is no text. */
    OutputStream raw() {
        return raw;
    }

    /** Says something about the result that is no trouble. */
    void note(String note) {
        if (!option.quiet) {
            err.println(note);
        }
    }

    /** Says that something is wrong. */
    void problem(String problem) {
        err.println("backup: " + problem);
    }

    /** Lists trouble with entries: a few lines and a count, or all of it. */
    void issues(List<EntryIssue> issues, long total) {
        few(
                issues,
                total,
                issue -> problem(
                        Text.word(issue.severity()) + ": " + place(issue) + ": " + Text.printable(issue.message())));
    }

    /** Tells {@code each} a few of {@code items}, or all where everything is to be listed, and says how many are not listed. */
    <T> void few(List<T> items, long total, Consumer<? super T> each) {
        int shown = option.verbose ? items.size() : Math.min(FEW, items.size());
        items.subList(0, shown).forEach(each);
        if (total > shown) {
            err.println("... and " + Sizes.count(total - shown) + " more"
                    + (shown < items.size() ? " (--verbose lists them)" : ""));
        }
    }

    /** Writes out what is still held back. */
    void flush() {
        try {
            out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String place(EntryIssue issue) {
        return issue.component() + ": " + Text.path(issue.path());
    }
}
