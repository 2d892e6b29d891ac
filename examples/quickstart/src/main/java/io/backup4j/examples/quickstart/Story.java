package io.backup4j.examples.quickstart;

import java.io.PrintStream;
import java.util.Locale;

/** Tells the tour: numbered chapters, short lines, ASCII only, so that every terminal shows it. */
final class Story {
    private static final int WIDTH = 98;
    private static final String[] UNITS = {"KiB", "MiB", "GiB"};

    private final PrintStream out;
    private int chapters;

    Story(PrintStream out) {
        this.out = out;
    }

    /** Begins a chapter. */
    void chapter(String title) {
        chapters++;
        out.println();
        line(chapters + ". " + title);
    }

    /** Tells one thing of a chapter, broken into lines where it is long. */
    void say(String text) {
        StringBuilder line = new StringBuilder("  ");
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                line(line.toString());
                line.setLength(0);
                line.append("    ");
            }
            line.append(' ').append(word);
        }
        line(line.toString());
    }

    /** Tells one line. */
    void line(String text) {
        out.println(text);
    }

    /** Tells one line in full, however long: a path or a command that somebody may want to copy. */
    void verbatim(String text) {
        out.println("   " + text);
    }

    /** Returns a number of bytes for people. */
    static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " bytes";
        }
        double scaled = bytes / 1024.0;
        int unit = 0;
        while (scaled >= 1024 && unit < UNITS.length - 1) {
            scaled /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", scaled, UNITS[unit]);
    }
}
